package approval

import (
	"strings"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// nameOf is what readers call an organisation: by its short name, its name, or its id where
// the register on main has neither.
func (p *Policy) nameOf(id string) string {
	if o := p.organisation(id); o != nil && o.Name() != "" {
		return o.Name()
	}
	return id
}

// Name calls a requirement as a heading or a list has it: "representant SkaS". What nobody
// can fulfil is called by what it is about.
func (r *Requirement) Name() lang.Text {
	switch organisation := r.called(); {
	case !r.Never.IsZero():
		return aboutSubjects(r.Subjects)
	case r.Role == "":
		return lang.T("en person till", "one more person")
	case r.Role == plan.RollLeverantor && organisation != "":
		return lang.T("%s %s", "%s %s", diff.RoleName(r.Role), organisation)
	case organisation != "":
		return lang.T("%s %s", "%s of %s", diff.RoleName(r.Role), organisation)
	}
	return r.offices(diff.RoleName)
}

// as is by which role somebody approves: " som representant för SkaS"; nothing where any will do.
func (r *Requirement) as() lang.Text {
	switch organisation := r.called(); {
	case r.Role == "":
		return lang.Text{}
	case organisation != "":
		return lang.T(" som %s för %s", " as %s of %s", diff.RoleName(r.Role), organisation)
	}
	return lang.T(" som %s", " as %s", r.offices(diff.RoleName))
}

// who calls the person in the middle of a sentence: "representanten för SkaS".
func (r *Requirement) who() lang.Text {
	switch organisation := r.called(); {
	case r.Role == "":
		return lang.T("en person till", "one more person")
	case r.Role == plan.RollLeverantor && organisation != "":
		return lang.T("leverantören %s", "the provider %s", organisation)
	case organisation != "":
		return lang.T("%s för %s", "%s of %s", definite(r.Role), organisation)
	}
	return r.offices(definite)
}

// offices joins the roles any of which will do. A second person is told apart from the first.
func (r *Requirement) offices(name func(string) lang.Text) lang.Text {
	if r.Side == Second || len(r.Or) > 0 {
		name = diff.RoleName
	}
	text := name(r.Role)
	for _, o := range r.Or {
		text = lang.T("%s eller %s", "%s or %s", text, name(o))
	}
	if r.Side == Second {
		text = lang.T("en till, %s", "one more, %s", text)
	}
	return text
}

func (r *Requirement) called() string {
	if r.OrganisationName != "" {
		return r.OrganisationName
	}
	return r.Organisation
}

// definite is a role in its definite form.
func definite(role string) lang.Text {
	switch role {
	case plan.RollBeslutsforum:
		return lang.T("beslutsforumet", "the beslutsforum")
	case plan.RollRepresentant:
		return lang.T("representanten", "the representative")
	case plan.RollLeverantor:
		return lang.T("leverantören", "the provider")
	case plan.RollSystemforvaltare:
		return lang.T("systemförvaltaren", "the systemforvaltare")
	}
	return diff.RoleName(role)
}

// mostNamed is how many documents a name is made of.
const mostNamed = 3

// aboutSubjects names a few documents, or speaks of the change where there are more.
func aboutSubjects(list []diff.Subject) lang.Text {
	var ids []string
	for _, s := range list {
		ids = append(ids, s.ID)
	}
	if len(ids) == 0 || len(ids) > mostNamed {
		return lang.T("ändringen", "the change")
	}
	return lang.Plain(strings.Join(ids, ", "))
}

// mostQuoted is how much of a text in a document is quoted, in characters.
const mostQuoted = 200

func quoted(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > mostQuoted {
		return string(r[:mostQuoted-1]) + "…"
	}
	return s
}
