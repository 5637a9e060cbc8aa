# make factsheet    make the leaflet in output/: PDF, press PDF, Word and web page
#   chair=2024-egypt  lang="fr ar"  format=pdf   only these; with force=yes even if nothing has changed
#   verbose=yes     list every file that is removed
#   patience=120    on a slow machine: seconds for one edition, instead of 60
#   scheduler=tls://host:8786    have other machines make it (docs/cluster.md)
# make chair country=KE since=2026-04-09    set up a chair, and make its leaflets
# make variant      the same, in a factsheet whose editions differ in something else
# make language lang=sw     add a language
# make new dir=../brief    start another factsheet (like=leaflet or like=programme-flyer: with that as an example)
# make preview lang=fr    see it in the browser while you write (chair=2024-egypt)
# make status       show how far along each translation is
# make translate lang=sw    write what its translator needs: Word, XLIFF, glossary, numbered leaflet (all=yes, tmx=yes)
# make import file=sw.docx    import what came back (by=translator); file=terms.tbx adds terms to the glossary
# make host dir=../texts    write all texts as PO files, for Weblate or Pontoon (docs/hosting.md)
# make explain chair=2024-egypt lang=fr key=framework.intro    show where a printed text comes from
# make budget lang=fr    show how long each text can be
# make confirm lang=fr keys="members.legend lead.title"    confirm that a translation is right (all=yes)
#   by="reviewer: A. Name"  date=2026-11-29    also record who says so, and when; the name may be left out
# make check        check every published edition, and list what was found
# make preflight file=some.pdf    check that a PDF is fit to print (press=offset: for another printer)
# make changes      show what has changed since the last release, on a page to e-mail (chair=2024-egypt, lang=fr)
#   since=2026-11-25    since a date, a tag, a version, or the folder of a release or another leaflet
#   against=2024-egypt    compared with another chair
# make release      release each chair that has no errors, in a dated folder (without=sw, drafts=yes, anyway=yes)
#   FACTSHEET_SEAL_KEY=../seal.p12 make release    also seal each PDF (docs/secretariat.md)
# make verify file=some.pdf    say who sealed it, when, and whether anything has changed since
# make save message="new e-mail address"    save sources, layouts and fonts as they are now
# make restore      bring them back as they were last saved (list=yes, version=1a2b3c4)
# make stick dir=/media/usb    put the download page and all leaflets except drafts on a memory stick or in a ZIP
# make test         lint and test everything
# make quick        lint, and run the tests that build no leaflet (half a minute)
# make campaign     long tests: a fresh start in every language
# make fuzz         build five thousand randomly damaged sources (six minutes)
# make bench        measure builds, steps, the preview and other engines (half an hour; against=COMMIT compares with it)
# make schema       update the JSON Schemas, after changing what the sources may contain
# make fonts        accept the fonts in fonts/, after you have added a new one
# make migrate      bring a factsheet of an earlier version up to date, in place
# make docs         update the generated parts of docs/
# make lock         pin the newest versions of all packages
# make help         show this
# make clean        remove .venv and the caches; the leaflets stay
# make clean-output    empty output/, except for output/translate/ and output/releases/
# Each command sets itself up the first time, and again when requirements.lock changes or .venv no longer works.
# PYTHON=python3.12 makes .venv with another Python. root=../other works on another leaflet.

# What you type is data. $(value) keeps make from expanding it, and "$$file" in a recipe does the same for the shell.
# A value that begins with "-" is not taken for an option, because it follows = or --.
WORDS := against all anyway by chair country date dir drafts file force format jobs key keys lang like list message patience port press root scheduler since tmx variant verbose version without PYTHON
$(foreach word,$(WORDS),$(eval override $(word) := $$(value $(word))))
export $(WORDS)

# Python keeps what it has compiled, whatever the environment says: without that, each process takes 0.3 s longer to start.
export PYTHONDONTWRITEBYTECODE :=

# Any other word would be ignored, and everything made. From the environment, only a near miss of these is refused.
refused = $(filter command,$(origin $(1)))$(filter chairs langs language languages formats,$(1))
$(foreach word,$(.VARIABLES),$(if $(call refused,$(word)),$(error $(word)= is not recognised; you can use $(WORDS:%=%=))))
$(foreach word,all anyway drafts force list tmx verbose,$(if $(filter-out yes no,$($(word))),$(error $(word)=$($(word)) is not recognised; write $(word)=yes, or leave it out)))

PY := .venv/bin/python
# Which variants, by the factsheet's word for them: chair= here, country= in a factsheet of countries, variant= in any.
of = $(foreach word,variant chair country,$(if $($(word)),--$(word)="$$$(word)"))
# A command, for the factsheet that root= names, or this one.
run = @$(PY) pipeline.py $(1) $(if $(root),--root="$$root")

.PHONY: always factsheet new chair variant language preview status explain budget confirm translate import host check preflight changes release verify save restore stick test quick campaign fuzz bench lint schema fonts migrate docs lock help clean clean-output
.DEFAULT_GOAL := factsheet

factsheet: .venv/ready
	$(call run,build) $(of) --lang="$$lang" --format="$$format" $(if $(filter yes,$(force)),--force) $(if $(jobs),--jobs="$$jobs") $(if $(patience),--patience="$$patience") $(if $(scheduler),--scheduler="$$scheduler") $(if $(filter yes,$(verbose)),--verbose)

new: .venv/ready
	@test "$$dir" || { echo "Say where: make new dir=../brief" >&2; exit 2; }
	@$(PY) pipeline.py new $(if $(like),--like="$$like") -- "$$dir"

chair variant: .venv/ready
	$(call run,variant) -- $(foreach word,country since,$(if $($(word)),$(word)="$$$(word)"))

language: .venv/ready
	@test "$$lang" || { echo "Say which: make language lang=sw" >&2; exit 2; }
	$(call run,language) -- "$$lang"

preview: .venv/ready
	$(call run,preview) $(of) --lang="$$lang" $(if $(port),--port="$$port")

status: .venv/ready
	$(call run,status) -- "$$lang"

explain: .venv/ready
	@test "$$lang" && test "$$key" || { echo "Say which: make explain chair=2024-egypt lang=fr key=framework.intro" >&2; exit 2; }
	$(call run,explain) $(of) -- "$$lang" "$$key"

budget: .venv/ready
	@test "$$lang" || { echo "Say which: make budget lang=fr" >&2; exit 2; }
	$(call run,budget) $(of) -- "$$lang"

confirm: .venv/ready
	@test "$$lang" || { echo "Say which: make confirm lang=fr keys=members.legend" >&2; exit 2; }
	$(call run,confirm) $(if $(filter yes,$(all)),--all) $(if $(by),--by="$$by") $(if $(date),--date="$$date") -- "$$lang" $(if $(keys),"$$keys")

translate: .venv/ready
	@test "$$lang" || { echo "Say which: make translate lang=sw" >&2; exit 2; }
	$(call run,translate) $(if $(filter yes,$(all)),--all) $(if $(filter yes,$(tmx)),--tmx) -- "$$lang"

import: .venv/ready
	@test "$$file" || { echo "Say which: make import file=sw.docx" >&2; exit 2; }
	$(call run,import) --lang="$$lang" $(if $(by),--by="$$by") $(if $(date),--date="$$date") -- "$$file"

host: .venv/ready
	@test "$$dir" || { echo "Say where: make host dir=../texts" >&2; exit 2; }
	$(call run,host) -- "$$dir"

check: .venv/ready-for-tests
	$(call run,check) $(of) --lang="$$lang"

preflight: .venv/ready
	@test "$$file" || { echo "Say which: make preflight file=some.pdf" >&2; exit 2; }
	$(call run,preflight) $(if $(press),--press="$$press") -- "$$file"

changes: .venv/ready
	$(call run,changes) $(of) --lang="$$lang" --since="$$since" --against="$$against"

release: .venv/ready-for-tests
	$(call run,release) $(of) --without="$$without" $(if $(filter yes,$(drafts)),--drafts) $(if $(filter yes,$(anyway)),--anyway)

verify: .venv/ready-to-seal
	@test "$$file" || { echo "Say which: make verify file=some.pdf" >&2; exit 2; }
	$(call run,verify) -- "$$file"

save: .venv/ready
	$(call run,save) --message="$$message"

restore: .venv/ready
	$(call run,restore) --version="$$version" $(if $(filter yes,$(list)),--list)

stick: .venv/ready
	@test "$$dir" || { echo "Say where to: make stick dir=/media/usb, or dir=leaflets.zip" >&2; exit 2; }
	$(call run,stick) -- "$$dir"

test: lint
	@$(PY) -m pytest

quick: lint
	@$(PY) -m pytest --quick

campaign: .venv/ready-for-tests
	@sh .ci/system campaign
	@$(PY) -m pytest -m campaign

fuzz: .venv/ready-for-tests
	@$(PY) -m tests.fuzz

bench: .venv/ready-for-tests
	@$(PY) -m tests.bench $(if $(against),--against="$$against")

lint: .venv/ready-for-tests
	@$(PY) -m ruff check --no-cache --quiet .
	@$(PY) -m ruff format --no-cache --quiet --check .
	@$(PY) -m mypy --no-error-summary

schema: .venv/ready
	$(call run,schema)

fonts: .venv/ready
	$(call run,fonts)

migrate: .venv/ready
	$(call run,migrate)

docs: .venv/ready
	@$(PY) -m docs.generate

lock: .venv/ready-for-tests
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml -o requirements.lock
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --extra seal -c requirements.lock -o requirements-seal.lock
	$(PY) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml --group test --extra cluster --extra seal -c requirements-seal.lock -o requirements-test.lock

help:
	@sed -n '/^#/!q; s/^# \{0,1\}//p' Makefile

clean:
	@rm -rf .venv .mypy_cache .ruff_cache
	@find . -name __pycache__ -prune -exec rm -rf {} +
	@echo "Removed .venv and the caches. The leaflets in output/ are still there: make clean-output removes them."

clean-output:
	@mkdir -p output
	@find output/ -mindepth 1 -maxdepth 1 ! -name translate ! -name releases ! -name .gitkeep -exec rm -rf {} +
	@echo "Emptied output/, except for output/translate/ and output/releases/."

# Every run checks that .venv works. This file is newer than what depends on it only if .venv was made again.
.venv/pyvenv.cfg: always
	@sh .ci/venv make

.venv/ready: requirements.lock .venv/pyvenv.cfg
	@PYTHON=$(PY) sh .ci/system run
	@echo "Installing what is needed to make leaflets (once) ..."
	@sh .ci/venv install requirements.lock
	@touch $@

.venv/ready-to-seal: requirements-seal.lock .venv/ready
	@echo "Installing what is needed to verify seals (once) ..."
	@sh .ci/venv install requirements-seal.lock
	@touch $@

.venv/ready-for-tests: requirements-test.lock .venv/ready
	@sh .ci/system test
	@echo "Installing what is needed to test them (once) ..."
	@sh .ci/venv install requirements-test.lock
	@touch $@
