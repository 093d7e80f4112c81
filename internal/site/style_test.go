package site

import (
	"testing"

	"github.com/leveransplan/leveransplan/internal/testing/colour"
)

// Text has the contrast that WCAG 2.2 asks for against what it stands on, and so has what
// carries meaning in drawings, and the frame of what is chosen, in light and in dark.
func TestEverythingCanBeSeen(t *testing.T) {
	s := colour.Of(t, string(style()))
	panels := []string{"paper", "panel", "good-panel", "bad-panel", "warn-panel"}
	for _, front := range []string{"ink", "soft", "link"} {
		s.Holds(colour.Text, front, panels...)
	}
	s.Holds(colour.Text, "accent", "paper", "panel")
	for _, front := range []string{"good", "bad", "warn"} {
		s.Holds(colour.Text, front, "paper", "panel", front+"-panel")
	}
	for _, front := range []string{"line", "plan", "done", "limit", "over", "accent"} {
		s.Holds(colour.Graphics, front, "paper", "panel")
	}
	s.Holds(colour.Graphics, "over", "over-ground")
	s.Holds(colour.Graphics, "limit", "whole") // on columns it has a rim of paper
	s.Holds(colour.Graphics, "done", "band")
	s.Holds(colour.Graphics, "plan", "whole", "paper", "panel") // the outline of an even share, against what fills it and what lies round it
	t.Logf("the lowest contrast of text is %.2f to 1", s.Lowest)
}
