package plan

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/diag"
	"github.com/leveransplan/leveransplan/internal/yamldoc"
)

// actKeys are the keys whose day tells when something was done. All other days are
// validities, periods and deadlines, which may lie ahead.
var actKeys = []string{"datum", "efterfragad", "provad"}

// Act is a day on which a document says that something was done.
type Act struct {
	Day calendar.Day
	At  diag.Span
}

// LastAct is the latest of the days of [Acts]; zero where there is none.
func (d *Document) LastAct() calendar.Day { return d.acts }

// Acts lists the days on which a document says that something was done, in the order of the
// file.
func Acts(d *Document) []Act {
	var out []Act
	if root := d.Root(); root != nil {
		acts(root, func(a Act) { out = append(out, a) })
	}
	return out
}

func lastAct(root *yamldoc.Node) (last calendar.Day) {
	acts(root, func(a Act) { last = max(last, a.Day) })
	return last
}

func acts(n *yamldoc.Node, found func(Act)) {
	for _, e := range n.Entries {
		if len(e.Value.Entries) > 0 || len(e.Value.Items) > 0 {
			acts(e.Value, found)
		} else if !slices.Contains(actKeys, e.Key.Text) {
			continue
		} else if day, ok := calendar.ParseDay(e.Value.Text); ok {
			found(Act{day, e.Value.Span})
		}
	}
	for _, item := range n.Items {
		acts(item, found)
	}
}
