package main

import (
	"fmt"
	"os"

	"github.com/leveransplan/leveransplan/internal/testing/github"
)

const (
	gateStatus = "leveransplan/gate"
	eventUsage = "FILE pull N ACTION | FILE review N | FILE queue N | FILE main"
)

// event writes what GitHub tells a workflow of what has happened.
func (h *host) event(args []string) error {
	var text []byte
	switch what := args[1]; {
	case what == "pull" && len(args) == 4:
		text = h.PullEvent(h.pull(args[2]), args[3])
	case what == "review" && len(args) == 3:
		text = h.RunEvent(h.pull(args[2]), "review")
	case what == "queue" && len(args) == 3:
		text = h.GroupEvent(h.group(args[2]))
	case what == "main" && len(args) == 2:
		text = h.MainEvent()
	default:
		h.ts.Fatalf("usage: event %s", eventUsage)
	}
	return os.WriteFile(h.ts.MkAbs(args[0]), text, 0o644)
}

// comment prints the one comment that the gate has written on a request.
func (h *host) comment(args []string) error {
	var own []string
	for _, c := range h.Comments(h.pull(args[0])) {
		if c.User == github.ActionsBot {
			own = append(own, c.Body)
		}
	}
	if len(own) != 1 {
		return fmt.Errorf("the gate has written %d comments on request %s", len(own), args[0])
	}
	_, err := fmt.Fprintln(h.ts.Stdout(), own[0])
	return err
}

// status prints the state and the words of the gate's status on a request.
func (h *host) status(args []string) error {
	s, ok := h.StatusOf(h.pull(args[0]).SHA, gateStatus)
	if !ok {
		return fmt.Errorf("request %s has no status %s", args[0], gateStatus)
	}
	_, err := fmt.Fprintln(h.ts.Stdout(), s.State, s.Description)
	return err
}
