"""A small page that has nothing wrong, and what is wrong on purpose with it, so that no finding may be missed."""

SOUND = """<!DOCTYPE html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Provsida</title>
<style>
:root { color-scheme: light dark; }
body { background: #fff; color: #1f2a30; font-family: sans-serif; margin: 1rem; }
a, button { color: #0e4a5a; }
input { background: #fff; border: 1px solid #54626a; color: #1f2a30; }
a[role=doc-backlink]::before { content: "\\2191"; }
summary::after { content: " +"; }
:focus-visible { outline: 3px solid #0e4a5a; outline-offset: 2px; }
.wide { overflow-x: auto; }
table { width: 60rem; }
svg { max-width: 100%; height: auto; }
@media (prefers-color-scheme: dark) {
  body { background: #11191d; color: #eef3f5; }
  a, button { color: #9fd0dd; }
  button, input { background: #11191d; color: #eef3f5; }
  input { border-color: #b3c0c6; }
  svg { forced-color-adjust: none; }
  :focus-visible { outline-color: #9fd0dd; }
}
</style>
</head>
<body>
<main>
<h1 id="mer">Provsida</h1>
<details><summary>Mer</summary><p>Dolt.</p></details>
<p><label>Sök <input type="search"></label></p>
<p>Text med <a href="#mer">en länk</a> och <button type="button" popovertarget="kort">ett spår</button>.</p>
<div id="kort" popover="auto">Cell B4</div>
<div class="wide" tabindex="0" role="region" aria-label="Tabell">
<table><caption>Siffror</caption><tr><th scope="col">År</th><td>2023</td></tr></table>
</div>
<svg role="img" aria-label="Ruta" viewBox="0 0 40 20" width="400" height="200">
<rect class="paper" width="40" height="20" fill="#ffffff"/>
<path class="ink-line" d="M2 18 H38" fill="none" stroke="#1f2a30"/>
<rect class="strong" x="4" y="4" width="12" height="12" fill="#0e4a5a"/>
<text class="ink" x="20" y="12" font-size="4" fill="#1f2a30">Antal</text>
</svg>
<p>Ett påstående.<a id="ref" href="#not" role="doc-noteref" aria-label="Fotnot 1">1</a></p>
<p id="not">En not. <a href="#ref" role="doc-backlink" aria-label="Tillbaka"></a></p>
</main>
</body>
</html>
"""

#: What is wrong → the words that are replaced, by what, who finds it, and a word of the finding.
DEFECTS = {
    "no language": ('<html lang="sv">', "<html>", "axe", "html-has-lang"),
    "no heading": ('<h1 id="mer">Provsida</h1>', "<p>Provsida</p>", "axe", "page-has-heading-one"),
    "faint text": ("color: #1f2a30; font", "color: #aaaaaa; font", "axe", "color-contrast"),
    "faint text in the dark": ("color: #eef3f5", "color: #445055", "axe", "color-contrast"),
    "picture without words": (' aria-label="Ruta"', "", "axe", "svg-img-alt"),
    "scroller out of reach": (' tabindex="0"', "", "axe", "scrollable-region-focusable"),
    "a fault in what is folded": (
        "<p>Dolt.</p>",
        '<p>Dolt. <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>',
        "axe",
        "image-alt",
    ),
    "a fault in what opens": ("Cell B4", '<span role="knapp">Cell B4</span>', "axe", "aria-roles"),
    "scroller that says nothing": ('role="region" aria-label="Tabell"', "", "axe", "focus-order-semantics"),
    "a row for a title": (
        "<caption>Siffror</caption>",
        '<tr><th scope="colgroup" colspan="2">Siffror</th></tr>',
        "axe",
        "table-fake-caption",
    ),
    "what axe cannot tell": ("En not. ", '<video src="data:video/mp4,"></video>En not. ', "axe", "(axe cannot tell)"),
    "text on a picture": (
        "Ett påstående.",
        '<span style="background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)">Ett påstående.</span>',
        "contrast",
        "cannot be told",
    ),
    "faint text on a shade": (
        "Ett påstående.",
        '<span style="background:linear-gradient(#fff,#889)">Ett påstående.</span>',
        "contrast",
        "Ett påstående",
    ),
    "faint text that is covered": (
        "Ett påstående.",
        '<span style="color:#aaa">Ett påstående.</span><i style="position:absolute;left:0;width:9rem;height:9rem"></i>',
        "contrast",
        "Ett påstående",
    ),
    "faint text that is half seen": (
        "Ett påstående.",
        '<span style="opacity:0.4">Ett påstående.</span>',
        "contrast",
        "Ett påstående",
    ),
    "faint text of the style": ('" +"', '" +"; color: #aaa', "contrast", "::after"),
    "faint text in what opens": ("Cell B4", '<i style="color:#aaa">Cell B4</i>', "contrast", "Cell B4"),
    "faint border": ("border: 1px solid #54626a", "border: 1px solid #cccccc", "contrast", "border of input"),
    "faint line in a picture": ('stroke="#1f2a30"', 'stroke="#d5dde1"', "contrast", "line ink-line"),
    "lost in forced colours": (
        "</style>",
        "@media (forced-colors: active) { h1 { forced-color-adjust: none; color: #fff } }</style>",
        "forced colours",
        "h1",
    ),
    "small letters in a picture": ('font-size="4"', 'font-size="1"', "letters", "Antal"),
    "letters that shrink": ('width="400" height="200"', 'width="100" height="50"', "letters", "Antal"),
    "faint words in a picture": ('font-size="4" fill="#1f2a30"', 'font-size="4" fill="#bbbbbb"', "contrast", "Antal"),
    "faint shape in a picture": ('height="12" fill="#0e4a5a"', 'height="12" fill="#d5dde1"', "contrast", "strong"),
    "too wide": ("En not.", '<span style="display:block;width:1500px">En not.</span>', "room", "px wide"),
    "scrolls without a table": (
        "En not.",
        '<span style="display:block;overflow-x:auto;width:100px"><b style="padding-left:2000px">a</b></span>',
        "room",
        "without a table",
    ),
    "out of the window": (
        "En not.",
        '<span style="position:absolute;left:-50px;overflow:hidden">En not.</span>',
        "room",
        "reaches out of the window",
    ),
    "cut off": (
        "En not.",
        '<span style="display:block;overflow:hidden;height:8px">En not som inte syns</span>',
        "room",
        "cut off",
    ),
    "no room for spacing": (
        "En not.",
        '<span style="display:block;overflow:hidden;height:20px;line-height:20px">En not som precis ryms</span>',
        "text spacing",
        "cut off",
    ),
    "no room for larger text": (
        "En not.",
        '<span style="display:block;overflow:hidden;height:30px;line-height:1.1">En not</span>',
        "text of 200 %",
        "cut off",
    ),
    "picture from elsewhere": ("En not.", '<img alt="" src="http://192.0.2.1/a.png">', "request", "192.0.2.1"),
    "style from elsewhere": ("</title>", '</title><link rel="stylesheet" href="a.css">', "request", "a.css"),
    "words in the console": ("</main>", "</main><script>console.log('hej')</script>", "console", "hej"),
    "a script that breaks": ("</main>", "</main><script>hej()</script>", "console", "hej"),
    "link out of reach": ('href="#mer"', 'href="#mer" onfocus="this.blur()"', "keyboard", "not reached"),
    "focus not to be seen": ("outline: 3px", "outline: 0px", "keyboard", "cannot be seen"),
    "focus too faint": ("solid #0e4a5a", "solid #eeeeee", "keyboard", "too faint"),
    "focus out of sight": ('href="#mer"', 'href="#mer" style="position:fixed;top:-200px"', "keyboard", "out of sight"),
    "a note that is not there": ('<p id="not">', '<p id="noter">', "keyboard", "does not show the note"),
    "no way back from a note": ('role="doc-backlink" ', "", "keyboard", "no way back"),
    "a way back to nowhere": ('id="ref" ', "", "keyboard", "does not lead back"),
    "a fold that stays open": (
        "<summary>",
        '<summary onclick="if (this.parentElement.open) event.preventDefault()">',
        "keyboard",
        "Enter does not close it: <summary",
    ),
    "a trace that takes the focus along": (
        '<div id="kort"',
        "<div onbeforetoggle=\"if (event.newState == 'closed') document.querySelector('button').blur()\" id=\"kort\"",
        "keyboard",
        "the focus is lost",
    ),
    "a trace beside the window": (
        'popover="auto"',
        'popover="auto" style="left:auto;right:-2rem;margin:0"',
        "keyboard",
        "reaches out of the window",
    ),
    "a trace that does not open": ('popover="auto"', 'style="display:none"', "keyboard", "does not open"),
    "a trace that does not close": ('popover="auto"', 'popover="manual"', "keyboard", "does not close"),
}

#: What is wrong → the words that are replaced, by what, and whether the Nu checker calls it an error or a warning.
MISTAKES = {
    "id twice": ('<h1 id="mer">', '<h1 id="not">', "error"),
    "unknown element": ("<main>", "<main><blink>a</blink>", "error"),
    "table that does not add up": ("<td>2023</td>", '<td headers="a">2023</td>', "error"),
    "wrong style": ("margin: 1rem", "margin: 1remm", "error"),
    "needless role": ("<main>", '<main role="main">', "warning"),
}


def spoilt(old, new):
    """The page with one thing replaced, which it must have once at least."""
    assert old in SOUND
    return SOUND.replace(old, new, 1)
