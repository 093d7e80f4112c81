package diff

import (
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// RoleName is what readers call a role of the register. Whoever shows it makes it harmless.
func RoleName(role string) lang.Text {
	if t, ok := roleNames[role]; ok {
		return t
	}
	return lang.Plain(role)
}

var roleNames = map[string]lang.Text{
	plan.RollKoncernkontoret:    lang.Plain("koncernkontoret"),
	plan.RollVardgarantiservice: lang.Plain("vårdgarantiservice"),
	plan.RollBeslutsforum:       lang.Plain("beslutsforum"),
	plan.RollRepresentant:       lang.T("representant", "representative"),
	plan.RollLeverantor:         lang.T("leverantör", "provider"),
	plan.RollSystemforvaltare:   lang.T("systemförvaltare", "systemforvaltare"),
}

// registerName is what readers call a register.
func registerName(k plan.Kind) lang.Text {
	switch k {
	case plan.KindRoller:
		return lang.T("Rollregistret", "The role register")
	case plan.KindOrganisationer:
		return lang.T("Organisationsregistret", "The register of organisations")
	case plan.KindAvtal:
		return lang.T("Avtalsregistret", "The register of agreements")
	case plan.KindVardomraden:
		return lang.T("Registret över vårdområden", "The register of medical fields")
	case plan.KindKalender:
		return lang.T("Kalendern", "The calendar")
	case plan.KindRutiner:
		return lang.T("Rutinregistret", "The register of routines")
	case plan.KindUndantag:
		return lang.T("Undantagen", "The waivers")
	case plan.KindAvvikelser:
		return lang.T("Avvikelserna", "The follow-ups")
	case plan.KindInstallningar:
		return lang.T("Inställningarna", "The settings")
	}
	return lang.T("Registret %s", "The register %s", string(k))
}

// Outside gives the terms that tell a reader more than the entries do. That the version of a
// register rises with its entries, and that a list is empty before its first entry, goes
// without saying.
func (c *Register) Outside() []Term {
	return slices.DeleteFunc(slices.Clone(c.Terms), func(t Term) bool {
		ofList := func(e Entry) bool { return t.Pointer == "/"+e.List }
		return t.Key() == "version" && len(c.Entries) > 0 || slices.ContainsFunc(c.Entries, ofList)
	})
}

// summary tells what happens to each of the first few entries.
func (c *Register) summary() lang.Text {
	what := registerName(c.Kind)
	if c.Base == nil || c.Head == nil {
		return lang.T("%s: %s", "%s: %s", what, presence(c.Base != nil, c.Head != nil, nil))
	}
	var parts []lang.Text
	for _, e := range c.Entries {
		parts = append(parts, lang.T("%s %s", "%s %s", e.Name, e.what()))
	}
	outside := keys(c.Outside())
	if len(parts) == 0 || len(outside) > 0 {
		parts = append(parts, presence(true, true, outside))
	}
	if more := len(parts) - mostNamed; more > 1 {
		parts = append(parts[:mostNamed:mostNamed], lang.T("och %d till", "and %d more", more))
	}
	text := parts[0]
	for _, p := range parts[1:] {
		text = lang.T("%s; %s", "%s; %s", text, p)
	}
	return lang.T("%s: %s", "%s: %s", what, text)
}

func (e Entry) what() lang.Text { return presence(e.Before.There, e.After.There, nil) }

// entryName is what readers call an entry of a register: by what its key is made of, with
// names in place of ids where the registers have them. A key that is made otherwise, as where
// a document is faulty, stands for itself.
func (c *comparison) entryName(list, key string) lang.Text {
	parts := strings.Split(key, "+")
	has := func(name string, n int) bool { return list == name && len(parts) == n }
	switch {
	case has("personer", 1):
		return lang.T("personen %s", "the person %s", key)
	case has("uppdrag", 4):
		return lang.T("uppdraget för %s som %s från %s", "the assignment of %s as %s from %s", parts[0], c.roleOf(parts[1], parts[2]), parts[3])
	case has("delegeringar", 5):
		return lang.T("delegeringen från %s till %s som %s från %s", "the delegation from %s to %s as %s from %s",
			parts[0], parts[1], c.roleOf(parts[2], parts[3]), parts[4])
	case list == "protokollnycklar":
		return lang.T("protokollnyckeln %s", "the record key %s", key)
	case list == "signaturnycklar":
		return lang.T("signaturnyckeln %s", "the signature key %s", key)
	case has("organisationer", 1):
		return named(lang.T("organisationen", "the organisation"), key, c.nameOf(key))
	case has("avtal", 1):
		return lang.T("avtalet %s", "the agreement %s", key)
	case has("vardomraden", 1):
		return named(lang.T("vårdområdet", "the medical field"), key, c.nameOfField(key))
	case has("avvikelser", 2) && parts[0] == "":
		return lang.T("avvikelsen för alla från %s", "the deviation for everybody from %s", parts[1])
	case has("avvikelser", 2):
		return lang.T("avvikelsen för %s från %s", "the deviation for %s from %s", c.nameOf(parts[0]), parts[1])
	case has("avvikelser", 1):
		return lang.T("uppföljningen av commit %s", "the follow-up of the commit %s", key)
	case has("forlangningar", 1):
		return lang.T("förlängningen av rutin %s", "the prolongation of routine %s", key)
	case has("undantag", 2):
		return lang.T("undantaget från %s för %s", "the waiver of %s for %s", parts[0], parts[1])
	}
	return lang.Plain(key)
}

// named puts the id behind the name that the registers have for it.
func named(what lang.Text, id, name string) lang.Text {
	if name == id {
		return lang.T("%s %s", "%s %s", what, id)
	}
	return lang.T("%s %s (%s)", "%s %s (%s)", what, name, id)
}

// roleOf is "representant för SkaS".
func (c *comparison) roleOf(role, organisation string) lang.Text {
	if organisation == "" {
		return RoleName(role)
	}
	return lang.T("%s för %s", "%s of %s", RoleName(role), c.nameOf(organisation))
}
