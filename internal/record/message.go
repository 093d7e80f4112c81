package record

import (
	"fmt"
	"strings"
)

// message is what the commit of a record says: a line for people and trailers for git log.
// Nothing is ever read from it.
func (r *Record) message() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Protokoll: %s\n\n", r.summary())
	trailer := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, value)
		}
	}
	trailer("Beslut", r.Decision())
	if r.PullRequest > 0 {
		trailer("Pull-request", fmt.Sprint(r.PullRequest))
	}
	trailer("Dag", r.Day)
	if r.How != Closed {
		trailer("Giltigt", yes(r.Verdict.Valid))
	}
	trailer("Regler", r.Rules)
	return b.String()
}

func (r *Record) summary() string {
	valid := "giltigt beslut"
	if !r.Verdict.Valid {
		valid = "inte ett giltigt beslut"
	}
	switch r.How {
	case Closed:
		return fmt.Sprintf("pull request %d stängd utan sammanslagning", r.PullRequest)
	case Push:
		if r.PullRequest > 0 {
			return fmt.Sprintf("pull request %d direkt till main, %s", r.PullRequest, valid)
		}
		return "direkt till main, " + valid
	}
	return fmt.Sprintf("pull request %d, %s", r.PullRequest, valid)
}

func yes(b bool) string {
	if b {
		return "ja"
	}
	return "nej"
}
