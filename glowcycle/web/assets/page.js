// Show the value of each slider, and untick "not set" when she moves it.
for (const slider of document.querySelectorAll("input[type=range]")) {
  const track = slider.closest(".track");
  const output = track.querySelector("output");
  const unset = track.querySelector(".unset input");
  const show = () => { output.value = unset.checked ? "" : slider.value; };
  slider.addEventListener("input", () => { unset.checked = false; show(); });
  unset.addEventListener("change", show);
}
// Put a button below each text that is there to be copied.
for (const text of document.querySelectorAll(".copied")) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: "Copy" });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
  });
  if (navigator.clipboard) text.after(button);
}
