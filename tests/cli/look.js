// What a reader would stumble over, looked for in the page itself; the answer stands in its title.
(function () {
  var found = window.mistakes || [];
  var root = document.documentElement;
  var width = root.clientWidth;
  function shown(element) {
    var box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  }
  function name(element) {
    return element.tagName.toLowerCase() + ": " + (element.textContent || "").trim().slice(0, 40);
  }
  if (root.scrollWidth > width + 1) found.push("wider than the screen: " + root.scrollWidth + " > " + width);
  document.querySelectorAll("body *").forEach(function (element) {
    if (element.closest("svg, script, style") || !shown(element)) return;
    if (element.getBoundingClientRect().right > width + 1) found.push("beyond the edge: " + name(element));
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX !== "visible")
      found.push("cut off: " + name(element));
  });
  document.querySelectorAll("svg text").forEach(function (text) {
    if (!shown(text)) return;
    var box = text.getBoundingClientRect();
    var all = text.ownerSVGElement.getBoundingClientRect();
    if (box.left < all.left - 1 || box.right > all.right + 1 || box.top < all.top - 1 || box.bottom > all.bottom + 1)
      found.push("text outside its drawing: " + text.textContent);
    if (box.height < 9) found.push("text too small to read: " + text.textContent);
  });
  // On a curve nothing is written over a mark or another label; boxes are a little larger than what is drawn.
  function meet(one, other) {
    var a = one.getBoundingClientRect(), b = other.getBoundingClientRect(), slack = 3;
    return a.left + slack < b.right && b.left + slack < a.right && a.top + slack < b.bottom && b.top + slack < a.bottom;
  }
  document.querySelectorAll("svg.curve").forEach(function (drawing) {
    drawing.querySelectorAll("text.value").forEach(function (label) {
      drawing.querySelectorAll("text, circle, path").forEach(function (other) {
        if (other !== label && meet(label, other)) found.push("written over: " + label.textContent);
      });
    });
  });
  // A letter without a glyph is drawn as the same box as one that no font has.
  var canvas = document.createElement("canvas");
  canvas.width = canvas.height = 24;
  var brush = canvas.getContext("2d", { willReadFrequently: true });
  function drawn(letter) {
    brush.clearRect(0, 0, 24, 24);
    brush.font = "18px " + getComputedStyle(document.body).fontFamily;
    brush.fillText(letter, 2, 18);
    return brush.getImageData(0, 0, 24, 24).data.join("");
  }
  var none = drawn("\u{10FFFD}");
  new Set(document.body.innerText).forEach(function (letter) {
    if (letter.trim() && drawn(letter) === none) found.push("no glyph for " + letter);
  });
  document.title = "LOOKED " + JSON.stringify(Array.from(new Set(found)).slice(0, 12)) + " LOOKED";
})();
