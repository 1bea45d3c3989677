// Put a slider beside each score, for pointers. The form sends the number.
for (const number of document.querySelectorAll('input[type=number][min="0"][max="100"]')) {
  const slider = document.createElement("input");
  for (const [name, value] of Object.entries({ type: "range", min: 0, max: 100, tabindex: -1, "aria-hidden": true })) {
    slider.setAttribute(name, value);
  }
  const show = () => { slider.value = number.value || 50; slider.classList.toggle("unset", !number.value); };
  number.addEventListener("input", show);
  slider.addEventListener("input", () => { number.value = slider.value; show(); });
  number.after(slider);
  show();
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
