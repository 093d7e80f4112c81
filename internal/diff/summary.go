package diff

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
)

// Summary tells a change in one sentence without a full stop: "Ortopedi SkaS →
// Exempelkliniken: 120 → 90 (−30), från v. 14". Names and ids in it are the documents' own;
// whoever shows it makes them harmless.
func Summary(c Change) lang.Text {
	about := c.About()
	if about.Base != "" && about.Head == "" && slices.Contains(c.Kinds(), OlastEfter) {
		return lang.T("Filen %s, %s, går inte längre att läsa", "The file %s, %s, can't be read any more", about.Base, about.ID)
	}
	text := summary(c)
	for _, k := range c.Kinds() {
		switch k {
		case OlastFore:
			text = lang.T("%s; det som stod här förut gick inte att läsa", "%s; what stood here before could not be read", text)
		case OlastEfter:
			text = lang.T("%s; det som står här nu går inte att läsa", "%s; what stands here now can't be read", text)
		}
	}
	return text
}

func summary(c Change) lang.Text {
	switch c := c.(type) {
	case *Plan:
		return lang.T("%s: %s", "%s: %s", c.Names.route(), c.what())
	case *Memo:
		return c.summary()
	case *Offer:
		return c.summary()
	case *Analysis:
		return lang.T("Behovsanalysen %s: %s", "Analysis of need %s: %s", c.ID, presence(c.Base != nil, c.Head != nil, keys(c.Terms)))
	case *Rest:
		return c.summary()
	case *Outcome:
		return c.summary()
	case *Register:
		return c.summary()
	case *File:
		return lang.T("Filen %s: %s", "The file %s: %s", c.ID, presence(c.Before != "", c.After != "", nil))
	}
	return lang.Plain(c.About().String())
}

// route is "Ortopedi SkaS → Exempelkliniken", as far as it is known.
func (n Names) route() lang.Text {
	parts := strings.TrimSpace(n.Field + " " + n.Sender)
	if n.Receiver != "" {
		parts = strings.TrimSpace(parts + " → " + n.Receiver)
	}
	return lang.Plain(parts)
}

// presence tells that something is new, is gone, or has changed, and in which parts.
func presence(before, after bool, parts []string) lang.Text {
	switch {
	case !before:
		return lang.T("läggs till", "added")
	case !after:
		return lang.T("tas bort", "removed")
	case len(parts) == 0:
		return lang.T("ändras", "changed")
	}
	return lang.T("ändras (%s)", "changed (%s)", enumeration(parts))
}

// mostNamed is how many parts a sentence names.
const mostNamed = 4

func enumeration(parts []string) lang.Text {
	if more := len(parts) - mostNamed; more > 1 {
		return lang.T("%s och %d till", "%s and %d more", strings.Join(parts[:mostNamed], ", "), more)
	}
	return lang.T("%s", "%s", lang.List(parts))
}

// keys lists the top-level keys that terms stand under, each once.
func keys(terms []Term) []string {
	var out []string
	for _, t := range terms {
		if k := t.Key(); !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	return out
}

// step is "120 → 90 (−30)".
func step(before, after int) lang.Text {
	return lang.T("%d → %d (%s)", "%d → %d (%s)", before, after, signed(after-before))
}

// signed writes a difference with its sign, a real minus.
func signed(n int) lang.Text {
	switch {
	case n > 0:
		return lang.T("+%d", "+%d", n)
	case n < 0:
		return lang.T("−%d", "−%d", -n)
	}
	return lang.T("±0", "±0")
}

func (c *Rest) summary() lang.Text {
	about := lang.T("Restvolymen %s", "Rest %s", c.ID)
	if route := c.Names.route(); route.In(lang.SV) != "" {
		about = lang.T("Restvolymen %s (%s)", "Rest %s (%s)", c.ID, route)
	}
	switch {
	case c.Base == nil && c.Head == nil:
		return lang.T("%s: %s", "%s: %s", about, presence(c.Subject.Base != "", c.Subject.Head != "", keys(c.Terms)))
	case c.Base == nil:
		return lang.T("%s: ny, %d", "%s: new, %d", about, c.Head.Volym.V)
	case c.Head == nil:
		return lang.T("%s: tas bort (%d)", "%s: removed (%d)", about, c.Base.Volym.V)
	case c.Base.Volym.V != c.Head.Volym.V:
		return lang.T("%s: %s", "%s: %s", about, step(c.Base.Volym.V, c.Head.Volym.V))
	}
	return lang.T("%s: ändras (%s)", "%s: changed (%s)", about, enumeration(lastSteps(c.Terms)))
}

// lastSteps lists the keys that terms end at, each once.
func lastSteps(terms []Term) []string {
	var out []string
	for _, t := range terms {
		name := t.Pointer[strings.LastIndexByte(t.Pointer, '/')+1:]
		if !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

func (c *Outcome) summary() lang.Text {
	text := lang.T("Utfall", "Outcome")
	sign := ":"
	for _, part := range []struct {
		rows   []Row
		sv, en string
	}{{c.Added, "till", "added"}, {c.Changed, "ändras", "changed"}, {c.Removed, "bort", "removed"}} {
		if n := len(part.rows); n > 0 {
			rows := lang.Plural{N: n, One: lang.T("%s rad", "%s row"), Other: lang.T("%s rader", "%s rows")}
			text, sign = lang.T("%s%s %s "+part.sv, "%s%s %s "+part.en, text, sign, rows), ","
		}
	}
	return text
}
