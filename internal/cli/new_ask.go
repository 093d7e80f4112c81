package cli

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// fewChoices is how many ids are shown without being asked for.
const fewChoices = 6

// question asks until there is an answer, or none is wanted.
func (m *maker) question(key, usual string) error {
	if field := m.fields[key]; field.List && len(field.Parts) > 0 {
		v, err := m.group(field, "")
		if err != nil {
			return err
		}
		m.words[key], m.values[key] = "…", v
		if len(v) == 0 && !m.needs(key) {
			delete(m.values, key)
		}
		return nil
	}
	for {
		word, err := m.put(m.form.title(key), usual, m.needs(key), m.known(key))
		if err != nil || word == "" {
			return err
		}
		if err = m.take(key, word); err == nil {
			return nil
		}
		if err := m.complain(err); err != nil {
			return err
		}
	}
}

// complain says why an answer was none.
func (m *maker) complain(err error) error {
	text, hint, ok := wrong(err)
	if !ok {
		return err
	}
	fmt.Fprintln(m.a.env.Stderr, "  ✗ "+shown(m.a.say(text)))
	if hint := m.a.say(hint); hint != "" {
		fmt.Fprintln(m.a.env.Stderr, "    "+shown(hint))
	}
	return nil
}

// put puts one question and reads one line. Empty: the usual answer, or none; a hyphen:
// none, also where there is a usual one; a question mark lists what can be chosen.
func (m *maker) put(title lang.Text, usual string, needed bool, known []choice) (string, error) {
	out := m.a.env.Stderr
	for {
		prompt := m.a.say(title)
		switch {
		case usual != "":
			prompt += " [" + shown(usual) + "]"
		case !needed:
			prompt += m.a.say(lang.T(" (kan hoppas över)", " (can be left out)"))
		}
		if usual == "" && len(known) > 0 {
			prompt += "\n  " + m.offered(known)
		}
		fmt.Fprint(out, prompt+": ")
		word, failed := m.read()
		switch {
		case failed != nil:
			return "", failed
		case word == "?":
			m.list(known)
		case word == "-" && !needed:
			return "", nil
		case word == "" && usual != "":
			return usual, nil
		case word == "" && needed || word == "-":
			fmt.Fprintln(out, "  ✗ "+m.a.say(lang.T("det behövs ett svar", "an answer is needed")))
		default:
			return word, nil
		}
	}
}

// gone says that nobody is there to answer any more.
func (m *maker) gone() error {
	fmt.Fprintln(m.a.env.Stderr)
	return fault(lang.T("svaren tog slut: ingenting har skrivits", "the answers ended: nothing has been written"), lang.Text{})
}

// read takes one line of the input.
func (m *maker) read() (string, error) {
	line, err := m.in.ReadString('\n')
	if errors.Is(err, io.EOF) && line == "" {
		return "", m.gone()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fault(lang.T("svaret gick inte att läsa: %v", "the answer could not be read: %v", err), lang.Text{})
	}
	return strings.TrimSpace(line), nil
}

// offered names the first choices.
func (m *maker) offered(known []choice) string {
	var ids lang.List
	for _, c := range apt(known) {
		ids = append(ids, shown(c.id))
	}
	if len(ids) <= fewChoices && len(ids) == len(known) {
		return strings.Join(ids, ", ")
	}
	first := strings.Join(ids[:min(fewChoices, len(ids))], ", ")
	if len(ids) <= fewChoices {
		return m.a.say(lang.T("%s (%d till som passar sämre)", "%s (%d more that fit less well)", first, len(known)-len(ids)))
	}
	return m.a.say(lang.T("%s, … (%d; ? visar alla)", "%s, … (%d; ? shows all)", first, len(ids)))
}

// list shows every choice that fits, and how many do not.
func (m *maker) list(known []choice) {
	if len(known) == 0 {
		fmt.Fprintln(m.a.env.Stderr, "  "+m.a.say(lang.T("vilket svar som helst av rätt slag", "any answer of the right kind")))
	}
	shows := apt(known)
	for _, c := range shows {
		fmt.Fprintf(m.a.env.Stderr, "  %-32s %s\n", shown(c.id), shown(m.a.say(c.says)))
	}
	if n := len(known) - len(shows); n > 0 {
		fmt.Fprintln(m.a.env.Stderr, "  "+m.a.say(lang.T("… och %d till som passar sämre: annat år, annat vårdområde, fullt eller inte längre giltigt", "… and %d more that fit less well: another year, another field, full or no longer valid", n)))
	}
}

// group asks for the entries of a list, part by part, until the first part of one is left
// empty.
func (m *maker) group(field edit.Field, within string) (edit.List, error) {
	var out edit.List
	fmt.Fprintln(m.a.env.Stderr, m.a.say(lang.T("%s%s, en post i taget; en tom rad avslutar", "%s%s, one entry at a time; an empty line ends it", within, m.a.say(m.form.title(field.Key())))))
	for {
		entry, err := m.entry(field, fmt.Sprintf("  %d. ", len(out)+1))
		if err != nil {
			return nil, err
		}
		if len(entry) == 0 {
			return out, nil
		}
		out = append(out, edit.Flow(entry))
	}
}

// entry asks for the parts of one entry.
func (m *maker) entry(field edit.Field, mark string) (edit.Map, error) {
	var out edit.Map
	for i, part := range field.Parts {
		if part.List && len(part.Parts) > 0 {
			inner, err := m.group(part, "  ")
			if err != nil {
				return nil, err
			}
			out = append(out, edit.Entry{Key: part.Key(), Value: inner})
			continue
		}
		v, err := m.part(part, mark, i > 0 && part.Needed)
		if err != nil {
			return nil, err
		}
		if v == nil && i == 0 {
			return nil, nil
		}
		if v != nil {
			out = append(out, edit.Entry{Key: part.Key(), Value: v})
		}
	}
	return out, nil
}

// part asks for one part of an entry.
func (m *maker) part(part edit.Field, mark string, needed bool) (edit.Value, error) {
	title := lang.T("%s%s", "%s%s", mark, m.form.title(part.Key()))
	for {
		word, err := m.put(title, "", needed, m.known(part.Key()))
		if err != nil || word == "" {
			return nil, err
		}
		v, err := part.Value(word)
		if err == nil {
			err = m.familiar(part.Key(), word)
		}
		if err == nil {
			return v, nil
		}
		if err := m.complain(unfit(err)); err != nil {
			return nil, err
		}
	}
}

// confirmed asks whether to write what is shown.
func (m *maker) confirmed() (bool, error) {
	for {
		fmt.Fprint(m.a.env.Stderr, m.a.say(lang.T("Skriva? [J/n] ", "Write it? [Y/n] ")))
		word, err := m.read()
		if err != nil {
			return false, err
		}
		switch strings.ToLower(word) {
		case "", "j", "ja", "y", "yes":
			return true, nil
		case "n", "nej", "no":
			m.a.tell(lang.T("ingenting har skrivits", "nothing has been written"))
			return false, nil
		}
	}
}
