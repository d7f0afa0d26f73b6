// What happens when a page opens: its explorers come alive in the place of their pictures.

import { GuessExplorer } from "./guesses.js";
import { ModeExplorer } from "./modes.js";
import { NeighbourExplorer } from "./neighbours.js";
import { PictureExplorer } from "./pictures.js";
import { rememberPredictions } from "./predictions.js";
import { RotationExplorer } from "./rotation.js";
import { SnapshotExplorer } from "./snapshots.js";
import { TableExplorer } from "./table.js";
import { TrainingExplorer } from "./training.js";

const KINDS = {
  GuessExplorer,
  ModeExplorer,
  NeighbourExplorer,
  PictureExplorer,
  RotationExplorer,
  SnapshotExplorer,
  TableExplorer,
  TrainingExplorer,
};

// Make an explorer in its place, where the page holds its description. `settings` is a part of
// the address of the page.
function bringAlive(place, settings = "") {
  if (place.explorer) return;
  const description = JSON.parse(place.querySelector("script").textContent);
  if (!Object.hasOwn(KINDS, description.kind)) return; // Its picture stays.
  const explorer = new KINDS[description.kind](description, place.id);
  explorer.settings = settings;
  place.explorer = explorer; // Where tests find it.
  place.append(explorer.element);
  const pictures = place.previousElementSibling.querySelectorAll(".cell_output img");
  const picture = pictures[pictures.length - 1].closest("a"); // It links to itself.
  explorer.follow().then(() => (picture.hidden = true));
}

// Show the setting that the address of the page names, if it names one.
function followTheAddress() {
  const [id, ...parts] = location.hash.slice(1).split("&");
  const place = document.getElementById(id);
  if (!place?.classList.contains("explorer")) return;
  const settings = parts.join("&");
  if (!place.explorer) {
    bringAlive(place, settings);
  } else if (place.explorer.settings !== settings) {
    place.explorer.settings = settings;
    place.explorer.follow();
  }
  place.scrollIntoView();
}

// An explorer begins when it is about to be seen. One that the address names begins at once.
function openPage() {
  followTheAddress();
  const watch = new IntersectionObserver(
    (seen) => seen.filter((each) => each.isIntersecting).forEach(({ target }) => bringAlive(target)),
    { rootMargin: "600px" },
  );
  for (const place of document.querySelectorAll(".explorer")) watch.observe(place);
  rememberPredictions();
}

document.addEventListener("DOMContentLoaded", openPage);
window.addEventListener("hashchange", followTheAddress);
