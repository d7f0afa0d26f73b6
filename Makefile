PYTHON ?= python3
python := .venv/bin/python

# pyproject.toml says which Python it must be: 3.x with $(oldest) <= x < $(end).
range = $(shell sed -nE 's/^requires-python = ">=3\.([0-9]+),<3\.([0-9]+)".*/\1 \2/p' pyproject.toml)
oldest = $(word 1,$(range))
end = $(word 2,$(range))

# The notebooks run with the kernel and the packages of .venv only: IPython would add those
# of an environment that is activated.
unexport JUPYTER_PATH VIRTUAL_ENV

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' Makefile

NOTEBOOK ?= notebooks/0_Problem.ipynb

# JupyterLab is told of our defaults, such as the look of slides, by this path only: nothing
# is written into an installation of Jupyter. Containers run as root; and where there is no
# display, there is no browser to open.
lab: export JUPYTER_CONFIG_PATH := $(CURDIR)/jupyter_config$(if $(JUPYTER_CONFIG_PATH),:$(JUPYTER_CONFIG_PATH))
lab: .venv/ready ## open the first notebook in JupyterLab, or NOTEBOOK=notebooks/...
	@test -f "$(NOTEBOOK)" || { echo "There is no file $(NOTEBOOK). Name a notebook that exists, as in:" \
	  "make lab NOTEBOOK=notebooks/1_Experiments.ipynb" >&2; exit 1; }
	@$(python) -m jupyter lab --LabApp.default_url=/lab/tree/$(NOTEBOOK) \
	  $(if $(filter 0,$(shell id -u)),--allow-root) \
	  $(if $(filter Linux,$(shell uname)),$(if $(DISPLAY)$(WAYLAND_DISPLAY),,--no-browser))

slides: .venv/ready ## make a deck of slides of each chapter, in build/slides
	@$(python) tools/slides.py
	@echo "Open a deck with: make lab NOTEBOOK=build/slides/0_Problem.ipynb"
	@echo "In JupyterLab, choose Run, Run All Cells. Then click on the title, and on the cards" \
	  "in the toolbar above the notebook. The arrow keys turn the slides, and Shift + Enter" \
	  "runs a cell. The cards at the bottom right end the slides."

# A browser prints the PDFs.
chromium = $(firstword $(shell command -v chromium chromium-browser google-chrome))
handout: .venv/ready ## print the chapters into build/handout, as web pages and as PDFs
	$(python) -m jupyter nbconvert --to html --config=jupyter_config/handout.py \
	  --output-dir build/handout notebooks/*.ipynb
	$(if $(chromium),@for page in build/handout/*.html; do \
	  "$(chromium)" --headless --disable-gpu $(if $(filter 0,$(shell id -u)),--no-sandbox) \
	    --no-pdf-header-footer --print-to-pdf="$${page%.html}.pdf" "$$page" 2>/dev/null; \
	done,@echo "There are no PDFs, because neither Chromium nor Chrome is installed. You can" \
	  "print the pages in build/handout from any browser.")

questions: .venv/ready ## write the predictions as question banks for Moodle, in build/questions
	@$(python) tools/question_bank.py

site: .venv/site ## build the site out of the stored outputs, in build/site
	@$(python) site/build.py
	@echo "Open build/site/index.html in a browser. A network is not needed."

test: .venv/test ## test the code, and compare every notebook with its stored outputs
	$(python) -m ruff check
	$(python) -m ruff format --check
	$(python) -m pytest --ignore=tests/browser

# SMOKE=1 takes some 5 minutes, everything some 20.
test-browser: .venv/browser .venv/site ## test explorers, slides and the site in a browser (SMOKE=1: only a few)
	$(python) -m pytest -n0 $(if $(SMOKE),,-m "") tests/browser

# The picture in the README is the output of the cell tagged readme.
notebooks: .venv/ready ## run every notebook, and store its outputs
	$(python) -m jupyter nbconvert --execute --inplace \
	  --config=jupyter_config/stored_outputs.py notebooks/*.ipynb
	@! grep -n '"✗' notebooks/*.ipynb || { echo "A claim does not hold: see the lines above." >&2; exit 1; }
	@$(python) -c 'import base64, nbformat; \
	  cells = nbformat.read("notebooks/0_Problem.ipynb", as_version=4).cells; \
	  cell = next(cell for cell in cells if "readme" in cell.metadata.get("tags", [])); \
	  open("notebooks/result.png", "wb").write(base64.b64decode(cell.outputs[0].data["image/png"]))'

bench: .venv/ready ## measure how fast the training is
	$(python) tools/bench.py

clean: ## remove the environment, what was built, and all caches
	rm -rf .venv build *.egg-info .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# PYTHON makes the environment once. After that, only a change of these files installs again.
.venv/ready: requirements.txt pyproject.toml
	@test -e $@ || "$(PYTHON)" -c 'import sys; sys.exit(not (3, $(oldest)) <= sys.version_info < (3, $(end)))' >/dev/null 2>&1 || { \
	  echo "$(PYTHON) is not a working Python 3.$(oldest) to 3.$$(($(end) - 1)). Install one if you have none," \
	    "and name it, as in: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@test -e $@ || "$(PYTHON)" -c 'import ensurepip, venv' >/dev/null 2>&1 || { \
	  echo "$(PYTHON) cannot make virtual environments: install its venv module" \
	    "(on Debian and Ubuntu: apt install $(notdir $(PYTHON))-venv), and run make $(MAKECMDGOALS) again." >&2; exit 1; }
	@echo "Installing the packages into .venv. This takes a few minutes, but only once."
	@test -e $@ || "$(PYTHON)" -m venv --clear .venv
	@$(call install,-r requirements.txt,The packages)
	@touch $@

.venv/test: .venv/ready tests/requirements.txt
	@$(call install,-r tests/requirements.txt,The packages for the tests)
	@touch $@

# $(call install,what pip is told,what a failure calls it)
define install
$(python) -m pip install $(1) >.venv/install.log 2>&1 || { \
  echo "$(2) could not be installed. Check the network, and run make $(MAKECMDGOALS) again" \
    "(.venv/install.log has the details)." >&2; exit 1; }
endef

# Those who only read or run the notebooks do not need Sphinx.
.venv/site: .venv/ready pyproject.toml
	@$(call install,-e '.[site]',Sphinx)
	@touch $@

# A browser that is installed already, or else Debian's, or else the one that Playwright downloads.
.venv/browser: .venv/test tests/browser/requirements.txt
	@$(call install,-r tests/browser/requirements.txt,Playwright)
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome || \
	  { test "$$(id -u)" = 0 && apt-get update && apt-get install -y --no-install-recommends chromium; } || \
	  $(python) -m playwright install chromium; } >>.venv/install.log 2>&1 || { \
	  echo "No browser could be installed. Install Chromium or Chrome, and run make test-browser again" \
	    "(.venv/install.log has the details)." >&2; exit 1; }
	@touch $@

.PHONY: help lab slides handout questions site test test-browser notebooks bench clean
