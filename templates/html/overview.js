// Search and filter by typing. Without this script the page shows all documents.
(function () {
  "use strict";
  var form = document.querySelector(".filter");
  var words = document.getElementById("words");
  var status = document.getElementById("status");
  var kind = document.getElementById("kind");
  var shown = document.querySelector(".shown");
  var nothing = document.querySelector(".nothing");
  var items = Array.prototype.slice.call(document.querySelectorAll(".documents > li"));
  var all = items.length;
  var later;

  function folded(text) {
    return text.toLocaleLowerCase("sv").normalize("NFC").replace(/\s+/g, " ");
  }

  var searched = items.map(function (item) {
    var pictureless = item.querySelector(".words").cloneNode(true);
    pictureless.querySelectorAll(".vh, .findings, .sources").forEach(function (part) { part.remove(); });
    return folded(pictureless.textContent);
  });

  function filter() {
    var wanted = folded(words.value).split(" ").filter(Boolean);
    var found = 0;
    items.forEach(function (item, index) {
      var fits = (!status.value || item.dataset.status === status.value) &&
        (!kind.value || item.dataset.kind === kind.value) &&
        wanted.every(function (word) { return searched[index].indexOf(word) !== -1; });
      item.hidden = !fits;
      found += fits ? 1 : 0;
    });
    nothing.hidden = found > 0;
    // A screen reader should hear the result, not every letter's result.
    window.clearTimeout(later);
    later = window.setTimeout(function () {
      shown.textContent = found === all ? all + " dokument" : "Visar " + found + " av " + all + " dokument";
    }, 250);
  }

  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  nothing.querySelector("button").addEventListener("click", function () {
    form.reset();
    filter();
    words.focus();
  });
  filter(); // browsers keep what was typed when a page is loaded anew
}());
