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

  // “hallbarhet” finds “Hållbarhet”: what stands above and below letters is left out.
  function folded(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f\u00ad]/g, "").toLocaleLowerCase("sv").replace(/\s+/g, " ");
  }

  var searched = items.map(function (item) {
    var said = item.querySelector(".words").cloneNode(true);
    said.querySelectorAll(".vh, .hash, .findings, .sources, summary").forEach(function (part) { part.remove(); });
    return folded(said.textContent);
  });
  var sums = items.map(function (item) {
    return Array.prototype.map.call(item.querySelectorAll(".sha"), function (sum) { return sum.textContent; });
  });

  function has(index, word) {
    // A checksum is asked for by its beginning; fewer signs would be found in most of them.
    return searched[index].indexOf(word) !== -1 ||
      (/^[0-9a-f]{6,64}$/.test(word) && sums[index].some(function (sum) { return sum.indexOf(word) === 0; }));
  }

  function filter() {
    var wanted = folded(words.value).split(" ").filter(Boolean);
    var found = 0;
    items.forEach(function (item, index) {
      var fits = (!status.value || item.dataset.status === status.value) &&
        (!kind.value || item.dataset.kind === kind.value) &&
        wanted.every(function (word) { return has(index, word); });
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
  words.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      words.value = "";
      filter();
    }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  nothing.querySelector("button").addEventListener("click", function () {
    form.reset();
    filter();
    words.focus();
  });
  filter(); // browsers keep what was typed when a page is loaded anew
}());
