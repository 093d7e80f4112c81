package approval

import (
	"slices"
	"time"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// Policy is by what a change is judged: registers and settings of the base, never of the
// head, and the table of the routine in force.
type Policy struct {
	Day     calendar.Day // of the evaluation; in an audit, of the merge
	Version string       // of the routine whose table it is
	Table   Table
	// Expired tells that no version of the routine is in force on Day and that the settings
	// stop new decisions then.
	Expired bool

	Roller *plan.Roller // nil where there is none, or none that can be read
	// History is the role register as it stood on main, oldest first, back to the day of the
	// oldest review. An approval counts only if its role was in the register by the day it
	// was given. Without it nothing is known of the days before Day.
	History        []Register
	Organisationer []*plan.Organisation
	Avtal          []*plan.Avtal
	Installningar  *plan.Installningar
	// Faults tells what of this could not be read: with any of it nothing is approved.
	Faults []lang.Text
}

// Register is the role register as it stood on main from one day on, that day included.
type Register struct {
	From   calendar.Day // in the region's time zone
	Roller *plan.Roller
}

// NewPolicy takes the policy from the base.
func NewPolicy(base *plan.Set, version string, table Table, day calendar.Day) Policy {
	p := Policy{
		Day: day, Version: version, Table: table, Roller: base.Roller,
		Organisationer: base.Organisationer, Avtal: base.Avtal, Installningar: base.Installningar,
	}
	if base.Roller == nil || base.Roller.Broken || !base.Complete(plan.KindRoller) {
		p.Roller = nil
		p.Faults = append(p.Faults, lang.T("rollregistret på main saknas eller går inte att läsa", "the role register on main is missing or can't be read"))
	}
	broken := func(d plan.Any) bool { return d.Base().Broken }
	if !base.Complete(plan.KindOrganisationer, plan.KindAvtal, plan.KindInstallningar, plan.KindRutiner) || slices.ContainsFunc(policyDocuments(base), broken) {
		p.Faults = append(p.Faults, lang.T(
			"registren eller inställningarna på main går inte att läsa i sin helhet", "the registers or the settings on main can't be read as a whole"))
	}
	return p
}

// policyDocuments lists the documents that approvals depend on, beside the roles.
func policyDocuments(base *plan.Set) []plan.Any {
	var out []plan.Any
	for _, d := range base.Documents {
		switch d.Base().Kind {
		case plan.KindOrganisationer, plan.KindAvtal, plan.KindInstallningar, plan.KindRutiner:
			out = append(out, d)
		}
	}
	return out
}

// organisation finds an organisation by id, or nil.
func (p *Policy) organisation(id string) *plan.Organisation {
	i := slices.IndexFunc(p.Organisationer, func(o *plan.Organisation) bool { return o.ID.V == id })
	if i < 0 {
		return nil
	}
	return p.Organisationer[i]
}

// today gives those who answer for an organisation on the policy's day: itself, or its
// successors from their first day on. Where several succeed it all of them answer.
func (p *Policy) today(id string) []string {
	out := p.successors(id, map[string]bool{})
	slices.Sort(out)
	return slices.Compact(out)
}

func (p *Policy) successors(id string, seen map[string]bool) []string {
	seen[id] = true
	defer delete(seen, id) // two ways may lead to one successor
	var out []string
	for _, o := range p.Organisationer {
		began := o.GiltigFran.Set && o.GiltigFran.V <= p.Day
		if !began || seen[o.ID.V] || !slices.ContainsFunc(o.Ersatter, func(old plan.Text) bool { return old.V == id }) {
			continue
		}
		out = append(out, p.successors(o.ID.V, seen)...)
	}
	if len(out) == 0 {
		return []string{id}
	}
	return out
}

// ended tells that the register says an organisation is no more.
func (p *Policy) ended(id string) bool {
	o := p.organisation(id)
	return o != nil && o.GiltigTill.Set && o.GiltigTill.V < p.Day
}

// agreementEnded tells that the register says an agreement is no more.
func (p *Policy) agreementEnded(id string) bool {
	return slices.ContainsFunc(p.Avtal, func(a *plan.Avtal) bool {
		return id != "" && a.ID.V == id && a.GiltigTill.Set && a.GiltigTill.V < p.Day
	})
}

// minutesRequired tells that the forum's minutes must be referenced.
func (p *Policy) minutesRequired() bool {
	return p.Installningar == nil || !p.Installningar.ProtokollKravs.Set || p.Installningar.ProtokollKravs.V
}

// zone is the time zone in which a moment becomes a day.
func (p *Policy) zone() (*time.Location, error) {
	name := "Europe/Stockholm"
	if p.Installningar != nil && p.Installningar.Tidszon.V != "" {
		name = p.Installningar.Tidszon.V
	}
	return time.LoadLocation(name)
}
