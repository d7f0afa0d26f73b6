// Predictions: what the reader has clicked is said again next to the result.

export function rememberPredictions() {
  for (const form of document.querySelectorAll("form.prediction")) {
    const said = document.querySelector(`#${CSS.escape(form.dataset.result)} .predicted`);
    form.addEventListener("change", () => {
      said.textContent = `Your prediction: ${form.querySelector(":checked").value}`;
    });
  }
}
