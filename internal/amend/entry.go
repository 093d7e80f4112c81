package amend

import (
	"github.com/leveransplan/leveransplan/internal/edit"
	"github.com/leveransplan/leveransplan/internal/plan"
)

// enter writes the entry of an agreed plan: what is known, in the order of the schema. What
// it rests on is left out: forankring, principer, kapacitetssok, avstamningar, protokoll.
func (w *work) enter() error {
	c, wish := &w.change, &w.Wish
	if c.Was == nil {
		return nil
	}
	put := func(key string, v edit.Value) { c.Entry = append(c.Entry, edit.Entry{Key: key, Value: v}) }
	put("nr", edit.Int(c.Nr))
	put("datum", edit.Day(w.Today))
	put("galler_fran", edit.Plain(c.From.String()))
	put("orsak", edit.Plain(wish.Cause))
	put("volym_fore", edit.Int(c.Before))
	put("volym_efter", edit.Int(c.After))
	if c.Added > 0 {
		put("utokar", edit.Int(c.Added))
	}
	if c.TakenBack > 0 {
		put("aterkallar", edit.Int(c.TakenBack))
	}
	if wish.ReportedBy != "" {
		put("anmald_av", edit.Plain(wish.ReportedBy))
	}
	if office := office(w.Version, wish.Cause); office != "" {
		put("anmald_till", edit.Plain(office))
	}
	if wish.Reason != "" {
		put("motivering", edit.Text(wish.Reason))
	}
	return nil
}

// office is where a changed need is reported: under 6.0 the head office takes less need
// (N48), Vårdgarantiservice more (N52); since then it takes both. Nothing for other causes.
func office(version, cause string) string {
	switch {
	case cause == plan.OrsakMinskatBehov && version == "6.0":
		return plan.RollKoncernkontoret
	case cause == plan.OrsakMinskatBehov, cause == plan.OrsakOkatBehov:
		return plan.RollVardgarantiservice
	}
	return ""
}
