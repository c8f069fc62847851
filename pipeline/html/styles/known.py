"""Names that browsers know and styles misspell: properties, words that some of them take, units, classes of selectors.

No list could hold all names, and none needs to: what is not in it is told only where it is nearly one of these. So a
name that is right, and one or two slips from another one, has to stand here, too.
"""

from __future__ import annotations

from typing import Final


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Properties and descriptors.
PROPERTIES: Final = _names(
    """
    align-content align-items align-self all animation appearance aspect-ratio background background-attachment
    background-clip background-color background-image background-origin background-position background-position-x
    background-position-y background-repeat background-size block-size border border-block border-block-end
    border-block-start border-bottom border-bottom-color border-bottom-style border-bottom-width border-collapse
    border-color border-inline border-inline-end border-inline-start border-left border-left-color border-left-width
    border-radius border-right border-right-color border-right-width border-spacing border-style border-top
    border-top-color border-top-style border-top-width border-width bottom box-shadow box-sizing break-after
    break-before break-inside caption-side caret-color clear clip-path color color-scheme column-count column-gap
    column-wrap columns content counter-increment counter-reset counter-set cursor direction display fill
    fill-opacity filter flex flex-basis flex-direction flex-flow flex-grow flex-shrink flex-wrap float font
    font-display font-family font-feature-settings font-kerning font-size font-stretch font-style font-variant
    font-variant-numeric font-weight forced-color-adjust gap grid grid-area grid-auto-flow grid-column grid-row
    grid-template grid-template-areas grid-template-columns grid-template-rows hanging-punctuation height
    hyphenate-limit-chars hyphens inline-size inset inset-block inset-inline isolation justify-content justify-items
    justify-self left letter-spacing line-break line-height list-style list-style-position list-style-type margin
    margin-block margin-block-end margin-block-start margin-bottom margin-inline margin-inline-end
    margin-inline-start margin-left margin-right margin-top max-block-size max-height max-inline-size max-width
    min-block-size min-height min-inline-size min-width mix-blend-mode object-fit object-position opacity order
    orphans outline outline-color outline-offset outline-style outline-width overflow overflow-wrap overflow-x
    overflow-y padding padding-block padding-block-end padding-block-start padding-bottom padding-inline
    padding-inline-end padding-inline-start padding-left padding-right padding-top place-content place-items
    pointer-events position print-color-adjust quotes resize right rotate row-gap scale scroll-behavior
    scroll-margin-top scroll-padding-top size src stroke stroke-width tab-size table-layout text-align
    text-decoration text-decoration-color text-decoration-line text-decoration-style text-decoration-thickness
    text-indent text-orientation text-overflow text-shadow text-transform text-underline-offset text-wrap top
    transform transition translate unicode-bidi user-select vertical-align visibility white-space widows width
    word-break word-spacing word-wrap writing-mode z-index zoom
    """
)

#: Units of dimensions (CSS Values and Units 4, 6 and 7; CSS Containment 3; flexible lengths of CSS Grid).
UNITS: Final = _names(
    """
    px em rem ex rex cap rcap ch rch ic ric lh rlh vw vh vi vb vmin vmax svw svh svi svb svmin svmax lvw lvh lvi lvb
    lvmin lvmax dvw dvh dvi dvb dvmin dvmax cqw cqh cqi cqb cqmin cqmax cm mm q in pt pc deg grad rad turn s ms hz khz
    dpi dpcm dppx x fr db st
    """
)

#: Classes and elements of selectors, and at-rules.
NAMES: Final = _names(
    """
    active after any-link backdrop before charset checked container counter-style disabled empty enabled first-child
    first-letter first-line first-of-type focus focus-visible focus-within font-face has hover import is keyframes
    lang last-child last-of-type layer link marker media namespace not nth-child nth-last-child nth-last-of-type
    nth-of-type only-child only-of-type page placeholder placeholder-shown property read-only required root scope
    selection starting-style supports target visited where
    """
)

#: Single words that a property takes, for some whose words are few.
WORDS: Final = {
    "display": _names(
        """
        none inline block inline-block flex inline-flex grid inline-grid contents table table-row table-cell
        table-caption table-header-group table-row-group table-footer-group table-column table-column-group list-item
        flow flow-root inline-table ruby ruby-base ruby-text ruby-base-container ruby-text-container run-in math subgrid
        box inline-box
        """
    ),
    "position": _names("static relative absolute fixed sticky"),
    "text-align": _names("left right center justify start end match-parent justify-all"),
    "font-style": _names("normal italic oblique"),
    "visibility": _names("visible hidden collapse"),
    "text-transform": _names("none uppercase lowercase capitalize full-width full-size-kana math-auto"),
}
#: What every property takes (CSS Cascade 5, 7.3).
EVERYWHERE: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))

#: What media queries ask about whose answers are words.
FEATURES: Final = {
    "any-hover": ("none", "hover"),
    "any-pointer": ("none", "coarse", "fine"),
    "forced-colors": ("none", "active"),
    "hover": ("none", "hover"),
    "orientation": ("portrait", "landscape"),
    "pointer": ("none", "coarse", "fine"),
    "prefers-color-scheme": ("light", "dark"),
    "prefers-contrast": ("no-preference", "more", "less", "custom"),
    "prefers-reduced-motion": ("no-preference", "reduce"),
    "scripting": ("none", "initial-only", "enabled"),
}
