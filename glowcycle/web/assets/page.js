// A slider shows where it stands, and says something as soon as it is moved. Without this the tick
// beside it does.
for (const slider of document.querySelectorAll("input[type=range]")) {
  const track = slider.closest(".track");
  const shown = track.querySelector("output");
  const unset = track.querySelector(".unset input");
  const show = () => { shown.value = unset.checked ? "" : slider.value; };
  slider.addEventListener("input", () => { unset.checked = false; show(); });
  unset.addEventListener("change", show);
}
