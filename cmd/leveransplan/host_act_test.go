package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/leveransplan/leveransplan/internal/testing/github"
)

// clock moves the time forward, to the middle of a day or to a time of it in Stockholm.
func (h *host) clock(args []string) error {
	stockholm, err := time.LoadLocation("Europe/Stockholm")
	h.ts.Check(err)
	text := args[0]
	if !strings.Contains(text, "T") {
		text += "T12:00"
	}
	at, err := time.ParseInLocation("2006-01-02T15:04", text, stockholm)
	h.ts.Check(err)
	if !at.After(h.Now()) {
		h.ts.Fatalf("it is %s already", h.Now().In(stockholm).Format("2006-01-02T15:04"))
	}
	h.Advance(at.Sub(h.Now()))
	return nil
}

// switchTo makes the files those of main or of a request as they are now.
func (h *host) switchTo(args []string) error {
	if args[0] == "main" {
		return h.checkout(h.Head("main"))
	}
	return h.checkout(h.pull(args[0]).SHA)
}

// propose opens a request with what is edited since main, and prints its number.
func (h *host) propose(args []string) error {
	main := h.Head("main")
	h.stands(main, "main")
	p := h.Open(h.person(args[1]), args[0], "main", h.commit(main))
	h.pulls = append(h.pulls, p)
	h.began[p.Number] = main
	if err := h.checkout(p.SHA); err != nil {
		return err
	}
	_, err := fmt.Fprintln(h.ts.Stdout(), p.Number)
	return err
}

// push adds to a request what is edited since its newest commit; that may be nothing.
func (h *host) push(args []string) error {
	p := h.pull(args[0])
	h.stands(p.SHA, args[0])
	return h.checkout(h.Push(h.person(args[1]), p, h.commit(p.SHA)))
}

// pushMain puts what is edited on main, past every request, as who may do anything can.
func (h *host) pushMain(args []string) error {
	main := h.Head("main")
	h.stands(main, "main")
	return h.checkout(h.PushMain(h.person(args[0]), h.commit(main)))
}

// forcePush puts one commit in place of all that a request has: the files as they are now.
func (h *host) forcePush(args []string) error {
	p, main := h.pull(args[0]), h.Head("main")
	if h.at != main && (h.at != p.SHA || h.began[p.Number] != main) {
		h.ts.Fatalf("main has moved: checkout main, and edit then")
	}
	h.began[p.Number] = main
	return h.checkout(h.ForcePush(h.person(args[1]), p, h.commit(main)))
}

// update presses the button that brings main into a request's branch.
func (h *host) update(args []string) error {
	p := h.pull(args[0])
	clean := h.at == p.SHA && len(h.commit(p.SHA).Edit) == 0
	h.UpdateBranch(h.person(args[1]), p, nil)
	h.began[p.Number] = h.Head("main")
	if clean {
		return h.checkout(p.SHA)
	}
	h.Fetch(h.dir)
	return nil
}

func (h *host) approve(args []string) error {
	for _, who := range args[1:] {
		h.Approve(h.person(who), h.pull(args[0]))
	}
	return nil
}

func (h *host) review(args []string) error {
	h.Review(h.person(args[1]), h.pull(args[0]), args[2], strings.Join(args[3:], ""))
	return nil
}

func (h *host) say(args []string) error {
	h.Comment(h.person(args[1]), h.pull(args[0]), args[2])
	return nil
}

// dismiss takes a person's newest review away.
func (h *host) dismiss(args []string) error {
	p, u := h.pull(args[0]), h.person(args[1])
	r := h.Dismissable(u, p)
	if r == nil {
		return fmt.Errorf("%s has no review to dismiss", args[1])
	}
	h.Dismiss(h.person(args[2]), p, r, "")
	return nil
}

// green refuses what GitHub refuses where the gate's status is required.
func (h *host) green(p *github.Pull) error {
	if s, _ := h.StatusOf(p.SHA, gateStatus); s.State != "success" {
		return fmt.Errorf("request %d has the status %s as %q, and is not merged", p.Number, gateStatus, s.State)
	}
	return nil
}

func (h *host) merge(args []string) error {
	p := h.pull(args[0])
	if err := h.green(p); err != nil {
		return err
	}
	how := github.Merge
	if len(args) > 2 {
		how = github.Method(args[2])
	}
	h.MergePull(h.person(args[1]), p, how)
	h.Fetch(h.dir)
	return nil
}

// queue puts requests in the merge queue, one on top of the other.
func (h *host) queue(args []string) error {
	var pulls []*github.Pull
	for _, n := range args[1:] {
		if err := h.green(h.pull(n)); err != nil {
			return err
		}
		pulls = append(pulls, h.pull(n))
	}
	for _, g := range h.Queue(h.person(args[0]), pulls...) {
		h.groups[g.Pull.Number] = g
	}
	h.Fetch(h.dir)
	return nil
}

// leave lets requests that stand first in the queue reach main.
func (h *host) leave(args []string) error {
	var groups []github.Group
	for _, n := range args[1:] {
		groups = append(groups, h.group(n))
		delete(h.groups, h.pull(n).Number)
	}
	h.Leave(h.person(args[0]), groups...)
	h.Fetch(h.dir)
	return nil
}

func (h *host) group(number string) github.Group {
	g, ok := h.groups[h.pull(number).Number]
	if !ok {
		h.ts.Fatalf("request %s does not wait in the queue: %v do", number, slices.Sorted(maps.Keys(h.groups)))
	}
	return g
}
