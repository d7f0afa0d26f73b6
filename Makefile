PYTHON ?= python3
python := .venv/bin/python

# Python 3.x with $(oldest) <= x < $(end), as pyproject.toml says.
range = $(shell sed -nE 's/^requires-python = ">=3\.([0-9]+),<3\.([0-9]+)".*/\1 \2/p' pyproject.toml)
oldest = $(word 1,$(range))
end = $(word 2,$(range))

# Neither kernels nor packages of other installations may run these notebooks: IPython adds
# those of an environment that is activated.
unexport JUPYTER_PATH VIRTUAL_ENV

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

NOTEBOOK ?= notebooks/0_Problem.ipynb

lab: .venv/ready ## open the first notebook in JupyterLab, or NOTEBOOK=notebooks/...
	$(call jupyterlab)

slides: .venv/ready ## show it, or NOTEBOOK=notebooks/..., on slides
	@echo "In JupyterLab: Run, Run All Cells; click on the title; then on the cards above the" \
	  "notebook. Arrow keys turn, Shift + Enter runs; the cards at the bottom right end it."
	$(call jupyterlab)

# Containers run as root; without a display there is no browser to open.
define jupyterlab
@test -f "$(NOTEBOOK)" || { echo "There is no $(NOTEBOOK): NOTEBOOK names one, as in:" \
  "make $@ NOTEBOOK=notebooks/1_Experiments.ipynb" >&2; exit 1; }
@$(python) -m jupyter lab --LabApp.default_url=/lab/tree/$(NOTEBOOK) \
  $(if $(filter 0,$(shell id -u)),--allow-root) \
  $(if $(filter Linux,$(shell uname)),$(if $(DISPLAY)$(WAYLAND_DISPLAY),,--no-browser))
endef

# Paper needs a browser to set it.
chromium = $(firstword $(shell command -v chromium chromium-browser google-chrome))
handout: .venv/ready ## print all notebooks into build/handout: pages that need no network, PDFs with Chromium
	$(python) -m jupyter nbconvert --to html --config=jupyter_config/handout.py \
	  --output-dir build/handout notebooks/*.ipynb
	$(if $(chromium),@for page in build/handout/*.html; do \
	  "$(chromium)" --headless --disable-gpu $(if $(filter 0,$(shell id -u)),--no-sandbox) \
	    --no-pdf-header-footer --print-to-pdf="$${page%.html}.pdf" "$$page" 2>/dev/null; \
	done,@echo "No Chromium or Chrome, so no PDFs: print build/handout/*.html from your browser.")

test: .venv/ready ## check the code, and every notebook against its stored outputs
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m pytest --ignore=tests/browser

play: .venv/ready ## make the changes that the notebooks invite to, and see what becomes of them
	$(python) -m pytest -m "" tests/test_play.py

# SMOKE=1: one explorer a chapter, in at most 3 minutes; all of it takes up to 15.
test-browser: .venv/browser ## move every explorer in a real browser (SMOKE=1: a few)
	$(python) -m pytest -n0 $(if $(SMOKE),,-m "") tests/browser

hard: .venv/ready ## use it long and hard: many shapes, interrupts, notebooks; no room to write
	$(python) -m pytest -n0 -rP -m "" tests/test_hard_use.py

# In an environment of its own: 2 GB more.
test-colab: .venv/colab ## try the explorers and the chapters with Colab's IPython and widgets
	.venv/colab/bin/python -m pytest -o addopts="--nbval --nbval-current-env" \
	  tests/test_explore.py notebooks

# Up to an hour and a half, and 8 GB: a Python and packages for each that needs its own.
portability: .venv/ready ## try the tests on other processors, Pythons and packages; goes on where it stopped
	$(python) tests/portability.py

# The README's picture is the output of the cell tagged readme.
notebooks: .venv/ready ## run every notebook and store its outputs
	TQDM_DISABLE=1 $(python) -m jupyter nbconvert --execute --inplace \
	  --config=jupyter_config/stored_outputs.py notebooks/*.ipynb
	@! grep -n '"✗' notebooks/*.ipynb || { echo "A claim does not hold: see the lines above." >&2; exit 1; }
	@$(python) -c 'import base64, nbformat; \
	  cells = nbformat.read("notebooks/0_Problem.ipynb", as_version=4).cells; \
	  cell = next(cell for cell in cells if "readme" in cell.metadata.get("tags", [])); \
	  open("notebooks/result.png", "wb").write(base64.b64decode(cell.outputs[0].data["image/png"]))'

bench: .venv/ready ## time the ways to train, measure the notebooks' memory
	$(python) tests/bench.py
	$(python) tests/memory.py

# The README knows the repository it stands for by its Binder link.
badges: ## point the badges at your own repository on GitHub
	@new=$$(git remote get-url origin 2>/dev/null | sed -nE \
	  's#/$$##; s#\.git$$##; s#^([a-z]+://)?([^/@]*@)?github\.com[:/]([^/]+/[^/]+)$$#\3#p'); \
	test "$$new" || { echo "Point the git remote origin at your repository on GitHub first, as in:" \
	  "git remote add origin https://github.com/YOU/YOURS.git" >&2; exit 1; }; \
	old=$$(sed -nE 's#.*mybinder\.org/v2/gh/([^/]+/[^/]+)/.*#\1#p' README.md | head -1); \
	for file in README.md notebooks/*.ipynb; do \
	  sed -E "s#/$$old([^[:alnum:]_-]|$$)#/$$new\1#g" "$$file" >"$$file.new" && mv "$$file.new" "$$file"; \
	done; \
	echo "The badges point at $$new."

# It goes on where it was stopped, as long as no file changes.
mutate: .venv/ready ## plant some 220 faults, and see that the tests catch them (40 minutes)
	$(python) tests/mutate.py

clean: ## remove the environment and the caches
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache */__pycache__

# PYTHON makes the environment; after that only a change to these files renews it.
.venv/ready: requirements.txt pyproject.toml
	@test -e $@ || "$(PYTHON)" -c 'import sys; sys.exit(not (3, $(oldest)) <= sys.version_info < (3, $(end)))' >/dev/null 2>&1 || { \
	  echo "$(PYTHON) is not a working Python 3.$(oldest) to 3.$$(($(end) - 1)): install one if you have none," \
	    "then name it, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test -e $@ || "$(PYTHON)" -c 'import ensurepip, venv' >/dev/null 2>&1 || { \
	  echo "$(PYTHON) cannot make virtual environments: install its venv module" \
	    "(on Debian and Ubuntu: apt install $(notdir $(PYTHON))-venv), then make $(MAKECMDGOALS) again." >&2; exit 1; }
	@echo "Installing into .venv, once: a few minutes."
	@test -e $@ || "$(PYTHON)" -m venv --clear .venv
	@$(python) -m pip install -r requirements.txt >.venv/install.log 2>&1 || { \
	  echo "The packages could not be installed: check the network, then make $(MAKECMDGOALS) again" \
	    "(.venv/install.log has the details)." >&2; exit 1; }
	@touch $@

# A browser that is there, else Debian's, else the one that Playwright downloads.
.venv/browser: .venv/ready tests/browser/requirements.txt
	@$(python) -m pip install -q -r tests/browser/requirements.txt >.venv/install.log 2>&1 || { \
	  echo "Playwright could not be installed: check the network, then make test-browser again" \
	    "(.venv/install.log has the details)." >&2; exit 1; }
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome || \
	  { test "$$(id -u)" = 0 && apt-get update && apt-get install -y --no-install-recommends chromium; } || \
	  $(python) -m playwright install chromium; } >>.venv/install.log 2>&1 || { \
	  echo "No browser could be installed: install Chromium or Chrome, then make test-browser again" \
	    "(.venv/install.log has the details)." >&2; exit 1; }
	@touch $@

.venv/colab: .venv/ready tests/colab.txt
	@$(python) -m venv --clear $@
	@$@/bin/python -m pip install -e . -r tests/colab.txt >.venv/install.log 2>&1 || { \
	  echo "Colab's versions could not be installed: check the network, then make test-colab again" \
	    "(.venv/install.log has the details)." >&2; rm -r $@; exit 1; }

.PHONY: help lab slides handout test play test-browser hard test-colab portability \
  notebooks bench badges mutate clean
