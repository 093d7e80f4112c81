package render

import (
	"fmt"
	"slices"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/gate"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/render/escape"
)

// GateOptions tell how a verdict is put. Persons are called by their id in the role register;
// Names adds the accounts' names.
type GateOptions struct {
	Language lang.Language
	Names    bool
}

// GateStatus is a verdict in one line, of at most [gate.StatusLimit] characters: where it is
// approved until when that holds, else what it waits for.
func GateStatus(v *gate.Verdict, l lang.Language) string {
	return shorten(escape.Terminal(headline(v).In(l)), gate.StatusLimit)
}

// headline says the verdict in a sentence.
func headline(v *gate.Verdict) lang.Text {
	met, all := v.Satisfied()
	switch v.State {
	case approval.StateApproved:
		if v.HoldsUntil.IsZero() {
			return lang.T("Godkänd.", "Approved.")
		}
		return lang.T("Godkänd. Gäller till och med %s.", "Approved. Holds until %s, that day included.", v.HoldsUntil.String())
	case approval.StateError:
		return lang.T("Kunde inte prövas: %s.", "Could not be judged: %s.", v.Fault.Message)
	case approval.StateRefused:
		return refused(v)
	}
	switch {
	case v.Closed:
		return lang.T("Stängd.", "Closed.")
	case met < all:
		return lang.T("Väntar: %d av %d godkännanden klara. Saknas: %s.", "Waiting: %d of %d approvals are there. Missing: %s.", met, all, missing(v))
	case v.Comparison != nil && len(v.Comparison.Conflicts) > 0:
		return lang.T("Väntar: grenen måste uppdateras från main.", "Waiting: the branch has to be updated from main.")
	}
	for _, r := range slices.Concat(v.Reasons, v.Result.Reasons) {
		return lang.T("Väntar: %s.", "Waiting: %s.", r)
	}
	return lang.T("Väntar.", "Waiting.")
}

func refused(v *gate.Verdict) lang.Text {
	if n := v.Broken(); n > 0 {
		return lang.T("Kan inte godkännas: %s mot rutinen.", "Can't be approved: %s against the routine.", counted(n, "fel", "fel", "error", "errors"))
	}
	for _, r := range v.Refusals {
		return lang.T("Kan inte godkännas: %s.", "Can't be approved: %s.", r.Message)
	}
	return lang.T("Kan inte godkännas.", "Can't be approved.")
}

// missing names what is not met, in the language of the reader.
func missing(v *gate.Verdict) lang.Text {
	var sv, en lang.List
	for _, o := range v.Result.Requirements {
		if o.State != approval.StateApproved {
			name := requirementName(o.Requirement)
			sv, en = append(sv, name.In(lang.SV)), append(en, name.In(lang.EN))
		}
	}
	return lang.T("%[1]s", "%[2]s", lang.Plain(sv.In(lang.SV)), lang.Plain(en.In(lang.EN)))
}

// requirementName calls a requirement by the role that it asks for.
func requirementName(r approval.Requirement) lang.Text {
	switch {
	case r.Role == "":
		return lang.T("en person till", "one more person")
	case r.Organisation != "":
		return lang.Plain(r.Role + " " + r.Organisation)
	case len(r.Or) > 0:
		return lang.T("%s eller %s", "%s or %s", r.Role, lang.List(r.Or))
	}
	return lang.Plain(r.Role)
}

// personName calls somebody by register id. Who is not in the register has no name here,
// unless the reader asks for accounts.
func (o GateOptions) personName(person string, a approval.Account) string {
	name := person
	if name == "" {
		name = lang.T("ett konto utanför rollregistret", "an account outside the role register").In(o.Language)
	}
	if o.Names && a.Login != "" {
		name = fmt.Sprintf("%s (%s)", name, a.Login)
	}
	return name
}

// holders lists who can meet a requirement today.
func (o GateOptions) holders(list []approval.Holder) []string {
	out := []string{}
	for _, h := range list {
		out = append(out, o.personName(h.Person, h.Account))
	}
	return out
}

// stateMark is a verdict as a sign.
func stateMark(s approval.State) string {
	switch s {
	case approval.StateApproved:
		return "✓"
	case approval.StateRefused, approval.StateError:
		return "✗"
	}
	return "–"
}

// whyNot gathers what stands in the way of a request as a whole.
func whyNot(v *gate.Verdict) []lang.Text {
	var out []lang.Text
	if v.Fault != nil {
		out = append(out, v.Fault.Message, v.Fault.Hint)
	}
	for _, r := range v.Refusals {
		out = append(out, lang.T("%s. %s", "%s. %s", r.Message, r.Hint))
	}
	out = append(out, v.Reasons...)
	return append(out, v.Result.Reasons...)
}

// satisfiedBy lists whose approval counts for a requirement, and how it was given.
func (o GateOptions) satisfiedBy(r approval.Outcome) []lang.Text {
	var out []lang.Text
	for _, f := range r.SatisfiedBy {
		who := o.personName(f.Person, f.Account)
		how := lang.Plain(who)
		switch {
		case f.Push:
			how = lang.T("%s, genom sin push", "%s, by their push", who)
		case f.Reservation:
			how = lang.T("%s, med reservation", "%s, with a reservation", who)
		}
		if f.Right.Delegation != "" {
			how = lang.T("%s, på delegation", "%s, by delegation", how)
		}
		out = append(out, how)
	}
	return append(out, r.Given...)
}
