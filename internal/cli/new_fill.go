package cli

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// slug is a name as ids are written.
func slug(name string) string {
	var out strings.Builder
	for _, r := range strings.ReplaceAll(lang.Codeword(name), "_", "-") {
		if r == '-' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			out.WriteRune(r)
		}
	}
	return strings.Trim(out.String(), "-")
}

// named gives the id of an entry that has a name.
func (m *maker) named(key string) string {
	name := m.words["kortnamn"]
	if name == "" {
		name = m.words["namn"]
	}
	if key != "id" || len(slug(name)) < 2 {
		return ""
	}
	return slug(name)
}

func (m *maker) fillOrganisation(key string) (string, bool) {
	if key == "foretrads_av" {
		return "", m.words["typ"] != plan.TypVardgivare
	}
	return m.named(key), false
}

// numbered gives the id after the last one of those that begin alike.
func numbered(begin string, digits int, taken []string) string {
	last := 0
	for _, id := range taken {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, begin)); err == nil && strings.HasPrefix(id, begin) {
			last = max(last, n)
		}
	}
	return fmt.Sprintf("%s%0*d", begin, digits, last+1)
}

func (m *maker) fillAgreement(key string) (string, bool) {
	switch key {
	case "avtalsagare":
		if m.set.Organisation(m.set.Installningar.Region.V) != nil {
			return m.set.Installningar.Region.V, false
		}
	case "id":
		var ids []string
		for _, x := range m.set.Avtal {
			ids = append(ids, x.ID.V)
		}
		year, _, _ := strings.Cut(m.words["giltig_fran"], "-")
		return numbered("avt-"+year+"-", 3, ids), false
	}
	return "", false
}

func (m *maker) fillPerson(key string) (string, bool) {
	if key != "id" || m.set.Roller == nil {
		return "", false
	}
	var ids []string
	for _, p := range m.set.Roller.Personer {
		ids = append(ids, p.ID.V)
	}
	return numbered("p-", 3, ids), false
}

func (m *maker) fillAnalysis(key string) (string, bool) {
	switch key {
	case "datum":
		return m.today.String(), false
	case "id":
		return m.freeID("ba-" + m.year()), false
	}
	return "", false
}

func (m *maker) fillRest(key string) (string, bool) {
	line := m.line()
	switch key {
	case "slag":
		return plan.SlagOplacerad, false
	case "leveransplan":
		return "", m.words["slag"] != plan.SlagOutlost
	case "volym":
		if line != nil && m.words["slag"] == plan.SlagOplacerad && line.Oppet() > 0 {
			return strconv.Itoa(line.Oppet()), false
		}
	case "hantering":
		if line != nil && line.Missiv.Rutin.V == "6.0" {
			return "dialog", false
		}
		return "sarskild_ordning", false
	case "senast":
		return "", m.words["hantering"] != "under_placering"
	case "dialoger":
		return "", m.words["hantering"] != "dialog"
	case "datum":
		return m.today.String(), false
	case "id":
		if m.set.Memo(m.memo()) == nil {
			return "", false
		}
		var ids []string
		for _, r := range m.set.Rester {
			if r.Owner.File() == m.register() {
				ids = append(ids, r.ID.V)
			}
		}
		return numbered("rest-", 0, ids), false
	}
	return "", false
}

func (m *maker) fillOffer(key string) (string, bool) {
	switch key {
	case "lyft.riktning": // 9.0 knows no other; a need of 6.0's day can no longer be raised
		return "tillganglig", true
	case "lyft.av":
		return m.words["mottagare"], false
	case "lyft.forum":
		return m.validity.Forum, true
	case "id":
		return m.freeID(strings.Join(slices.DeleteFunc([]string{"erb", m.year(), m.words["mottagare"], m.words["vardomrade"]}, func(s string) bool { return s == "" }), "-")), false
	}
	return "", false
}

// finishOffer shares a capacity that is a plain number over the weeks.
func (m *maker) finishOffer() error {
	total, err := strconv.Atoi(m.words["kapacitet"])
	period, ok := m.period()
	if err != nil || !ok {
		return nil
	}
	shares, err := m.shared(total, period, m.words["mottagare"], nil)
	m.values["kapacitet"] = shares
	return err
}

func (m *maker) fillLine(key string) (string, bool) {
	switch key {
	case "vardomrade":
		if memo := m.set.Memo(m.memo()); memo != nil && len(memo.Rader) > 0 {
			return memo.Rader[0].Vardomrade.V, false
		}
	case "id":
		taken := map[string]bool{}
		if memo := m.set.Memo(m.memo()); memo != nil {
			for _, r := range memo.Rader {
				taken[r.ID.V] = true
			}
		}
		return free(taken, m.words["forvaltning"]+"-"+m.words["vardomrade"]), false
	}
	return "", false
}

func (m *maker) fillMemo(key string) (string, bool) {
	analysis := m.set.Analysis(m.words["behovsanalys"])
	// Where the lines follow from the analysis all else does too, and flags say what is to differ.
	derived := len(m.needed(analysis, m.words["vardomrade"])) > 0
	switch key {
	case "behovsanalys":
		if n := len(m.set.Behovsanalyser); n > 0 {
			return fitting(m.known(key))[0].id, false
		}
	case "period":
		if analysis != nil {
			return analysis.Period.V.String(), derived
		}
	case "rubrik":
		if v := m.set.Field(m.words["vardomrade"]); v != nil {
			return v.Namn.V + " " + m.year(), derived
		}
	case "id":
		return m.freeID(strings.TrimSuffix("missiv-"+m.year()+"-"+m.words["vardomrade"], "-")), derived
	case "datum":
		return m.today.String(), derived
	case "utgangspunkt":
		return "vardgaranti", derived
	case "motivering": // asked for where the lines may fall short of the need
		return "", derived
	case "rader":
		if lines := m.needed(analysis, m.words["vardomrade"]); len(lines) > 0 {
			return "[" + strings.Join(lines, ", ") + "]", true
		}
	}
	return "", false
}

// lined refuses a missiv of which nothing says what lines it is to have.
func (m *maker) lined() error {
	if m.words["rader"] != "" || m.words["vardomrade"] != "" {
		return nil
	}
	return usage(lang.T("new missiv behöver också --vardomrade", "new missiv wants --vardomrade too"),
		lang.T("Raderna följer då av det kvarvarande behovet i behovsanalysen; --rader säger dem själv.", "The lines then follow from the remaining need in the analysis; --rader says them itself."))
}

// needed are the lines that meet what remains of the need in the field, less what other
// missiv from the same analysis have.
func (m *maker) needed(analysis *plan.Behovsanalys, field string) []string {
	if analysis == nil || analysis.Field(field) == nil {
		return nil
	}
	var out []string
	for _, row := range analysis.Field(field).Forvaltningar {
		volume := row.Remaining()
		for _, l := range m.set.Lines {
			if l.Missiv.Behovsanalys.V == analysis.ID.V && l.Rad.Vardomrade.V == field && l.Rad.Forvaltning.V == row.Forvaltning.V {
				volume -= l.Rad.Volym.V
			}
		}
		if volume > 0 {
			out = append(out, fmt.Sprintf("{id: %s-%s, forvaltning: %s, vardomrade: %s, volym: %d}", row.Forvaltning.V, field, row.Forvaltning.V, field, volume))
		}
	}
	return out
}

// finishMemo writes each line of a missiv on lines of its own.
func (m *maker) finishMemo() error { return m.spread("rader") }

// finishAnalysis writes each field of an analysis on lines of its own.
func (m *maker) finishAnalysis() error { return m.spread("vardomraden") }

func (m *maker) spread(key string) error {
	m.values[key] = edit.Spread(m.values[key])
	return nil
}

// finishLine refuses a line more where the missiv has been agreed to: it changes by an entry.
func (m *maker) finishLine() error {
	agreed, err := m.a.agreed(m.d)
	if err != nil || agreed.Memo(m.memo()) == nil {
		return err
	}
	memo := m.set.Memo(m.memo())
	line := memoLine{m.words["id"], m.words["forvaltning"], m.words["volym"]}
	return usage(lang.T("%s är överenskommet: en ny rad kräver en post i andringar", "%s has been agreed to: a new line takes an entry in andringar", m.memo()),
		lang.T("Skriv båda på en gång, med skälet och dagen för avstämningen ifyllda: leveransplan set %s rader '%s' andringar '%s' --append",
			"Write both at once, with the reason and the day of the dialogue filled in: leveransplan set %s rader '%s' andringar '%s' --append",
			m.memo(), m.inBraces(), memoEntry(len(memo.Andringar)+1, m.today, line, 0)))
}

// inBraces is the entry as it is written on a command line.
func (m *maker) inBraces() string {
	var out []string
	for _, key := range append([]string{"id"}, m.form.ask...) {
		key = bare(key)
		said := m.words[key]
		if _, written := m.values[key]; !written || key == "missiv" || key == "id" && len(out) > 0 {
			continue
		}
		if m.fields[key].List {
			said = "[" + strings.Trim(said, "[]") + "]"
		}
		out = append(out, key+": "+said)
	}
	return "{" + strings.Join(out, ", ") + "}"
}
