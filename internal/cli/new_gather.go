package cli

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// gather takes what was given by flags, fills in what follows, and asks for the rest where
// there is somebody to ask.
func (m *maker) gather() error {
	if m.in == nil && m.form.begin != nil {
		if err := m.form.begin(m); err != nil {
			return err
		}
	}
	if m.in != nil {
		fmt.Fprintln(m.a.env.Stderr, m.a.say(lang.T("Tom rad tar det som står inom klamrar, - hoppar över, ? visar vad som finns att välja på. Ctrl-C avbryter, och ingenting skrivs.",
			"An empty line takes what stands in brackets, - leaves it out, ? shows what there is to choose from. Ctrl-C breaks off, and nothing is written.")))
	}
	var missing []string
	for _, key := range m.form.ask {
		key = bare(key)
		word, said := m.words[key]
		if said {
			if err := m.take(key, word); err != nil {
				return err
			}
			continue
		}
		usual, settled := m.usual(key)
		switch {
		case settled && usual == "":
			continue
		case m.in != nil && !settled:
			if err := m.question(key, usual); err != nil {
				return err
			}
			continue
		case usual == "" || !settled && slices.Contains(m.form.ask, key+"!"):
			if m.needs(key) {
				missing = append(missing, "--"+flagName(key))
			}
			continue
		}
		if err := m.take(key, usual); err != nil {
			return err
		}
	}
	if len(missing) > 0 {
		return usage(lang.T("new %s behöver också %s", "new %s wants %s too", m.form.name, lang.List(missing)),
			lang.T("På en terminal, eller med --ask, ställs frågor om det som saknas.", "On a terminal, or with --ask, it asks for what is missing."))
	}
	if m.form.finish != nil {
		return m.form.finish(m)
	}
	return nil
}

// usual is what follows from what is known, or the usual answer.
func (m *maker) usual(key string) (word string, settled bool) {
	if m.form.fill == nil {
		return "", false
	}
	return m.form.fill(m, key)
}

// take keeps the answer to a question, once it is found to be one.
func (m *maker) take(key, word string) error {
	v, err := m.judged(key, word)
	if err != nil {
		return unfit(err)
	}
	m.words[key] = word
	if v != nil {
		m.values[key] = v
	}
	return nil
}

var plainYear = regexp.MustCompile(`^(19|20|21)[0-9]{2}$`)

// judged gives the value that an answer stands for. Nil: it is not written as it is.
func (m *maker) judged(key, word string) (edit.Value, error) {
	field, written := m.fields[key]
	if err := m.familiar(key, word); err != nil {
		return nil, err
	}
	if key == "period" && plainYear.MatchString(word) {
		word = word + "-01-01/" + word + "-12-31"
	}
	if written && len(field.Parts) > 0 && field.List && !strings.HasPrefix(word, "[") {
		return nil, usage(lang.T("`%s` är en lista av poster, och %q är ingen", "`%s` is a list of entries, and %q is none", key, word),
			lang.T("Skriv till exempel: --%s '%s'", "Write for example: --%s '%s'", flagName(key), m.example(key, word)))
	}
	if _, err := strconv.Atoi(word); !written || err == nil && field.ByTime() {
		return nil, nil
	}
	return field.Value(word)
}

// familiar refuses an id that nobody has.
func (m *maker) familiar(key, word string) error {
	known := m.known(key)
	if len(known) == 0 || strings.HasPrefix(word, "[") && len(m.fields[key].Parts) > 0 {
		return nil
	}
	if key == "avtal" {
		if err := m.fitAgreement(word); err != nil {
			return err
		}
	}
	ids := idsOf(known)
	parts := []string{word}
	if m.fields[key].List {
		parts = strings.Split(strings.Trim(word, "[]"), ",")
	}
	for _, part := range parts {
		part = strings.TrimSpace(part)
		if !slices.Contains(ids, part) {
			return unknownName(lang.T("%s: %q finns inte", "%s: there is no %q", m.form.title(key), part), part, offerable(part, ids, known))
		}
	}
	return nil
}

// offerable are the ids to suggest in the place of a wrong one: all where it is nearly one of
// them, else those that fit.
func offerable(wrong string, ids []string, known []choice) []string {
	if _, near := lang.Nearest(wrong, ids); near {
		return ids
	}
	return idsOf(apt(known))
}

// wrong tells that an answer was none, and why; another error ends the command.
func wrong(err error) (text, hint lang.Text, ok bool) {
	var refused *failure
	if errors.As(err, &refused) && refused.code == exitUsage {
		return refused.text, refused.hint, true
	}
	return lang.Text{}, lang.Text{}, false
}
