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
		if o.State == approval.StateApproved {
			continue
		}
		name := o.Name()
		if !o.Asks && len(o.Lacks) > 0 && len(o.Reasons) == len(o.Lacks) {
			name = lang.T("hänvisning till forumets protokoll", "a reference to the forum's minutes")
		}
		sv, en = append(sv, name.In(lang.SV)), append(en, name.In(lang.EN))
	}
	return lang.T("%[1]s", "%[2]s", lang.Plain(sv.In(lang.SV)), lang.Plain(en.In(lang.EN)))
}

// personName calls somebody by register id. Who is not in the register has no name here,
// unless the reader asks for accounts.
func (o GateOptions) personName(person string, a approval.Account) string {
	switch named := o.Names && a.Login != ""; {
	case named && person == "":
		return a.Login
	case named:
		return fmt.Sprintf("%s (%s)", person, a.Login)
	case person == "":
		return lang.T("en granskning", "a review").In(o.Language)
	}
	return person
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
