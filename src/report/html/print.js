(function () {
  var opened = [];
  addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (folded) {
      folded.open = true;
      opened.push(folded);
    });
  });
  addEventListener("afterprint", function () {
    opened.splice(0).forEach(function (section) { section.open = false; });
  });
})();
