package signature_test

import (
	"strings"
	"testing"
	"time"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/signature"
)

// A good signature says whose key it is by; whom the commit names is another matter.
func TestWhomACommitNames(t *testing.T) {
	const (
		committer = "the commit names another committer than whose key it is"
		author    = "the commit names somebody else as its author, which the signature does not prove"
		skew      = "the signature and the commit give times more than a day apart"
	)
	for name, tt := range map[string]struct {
		key, author, committer string
		account                int64
		made                   time.Time
		want                   []string
	}{
		"the account's own address":               {"ssh_rsa", "583231+a@users.noreply.github.com", "583231+a@users.noreply.github.com", 583231, made, nil},
		"another account's address":               {"ssh_rsa", "99+b@users.noreply.github.com", "99+b@users.noreply.github.com", 583231, made, []string{committer}},
		"another account as author":               {"ssh_rsa", "99+b@users.noreply.github.com", "583231+A@users.noreply.github.com", 583231, made, []string{author}},
		"an address that nobody can tell whose":   {"ssh_rsa", "a@example.org", "a@example.org", 583231, made, nil},
		"an account that the register lacks":      {"ssh_rsa", "99+b@users.noreply.github.com", "99+b@users.noreply.github.com", 0, made, nil},
		"the address in the key":                  {"rsa", "RSA@example.org", "rsa@Example.org", 583231, made, nil},
		"not the address in the key":              {"rsa", "a@example.org", "a@example.org", 583231, made, []string{committer}},
		"the account's own, another's in the key": {"rsa", "583231+a@users.noreply.github.com", "583231+a@users.noreply.github.com", 583231, made, nil},
		"a day and a half later":                  {"rsa", "rsa@example.org", "rsa@example.org", 583231, made.Add(36 * time.Hour), []string{skew}},
		"a day and a half later, SSH":             {"ssh_rsa", "a@example.org", "a@example.org", 583231, made.Add(36 * time.Hour), nil},
		"all at once":                             {"rsa", "b@example.org", "a@example.org", 583231, made.Add(-36 * time.Hour), []string{committer, author, skew}},
	} {
		t.Run(name, func(t *testing.T) {
			key := registered(t, vector(t, tt.key+".key"), "2025-01-01", "")
			key.Account = tt.account
			c := signed(t, vector(t, tt.key+".sig"))
			c.Author.Email, c.Committer.Email, c.Committer.Time = tt.author, tt.committer, tt.made
			p := signature.Check(c, signature.Keys{key}, day(t, "2026-03-01"))
			var got []string
			for _, r := range p.Remarks {
				got = append(got, r.In(lang.EN))
			}
			if strings.Join(got, "|") != strings.Join(tt.want, "|") || !p.Proves() {
				t.Errorf("%q, %+v", got, p)
			}
			inBothLanguages(t, name, p.Remarks...)
			if p := signature.Check(c, nil, day(t, "2026-03-01")); p.Remarks != nil {
				t.Errorf("of an unknown key: %+v", p)
			}
		})
	}
}

// What a signature proves depends on whose key it is by, and is never an approval.
func TestG10WhatASignatureProves(t *testing.T) {
	for owner, want := range map[signature.Owner]string{
		{Service: true}:   "proves that the hosting service made the commit, not who asked for it or approved it",
		{Person: "p-017"}: "proves that whoever holds the key of p-017 made the commit, not when, and not that anybody approved it",
		{}:                "proves that whoever holds the key made the commit, not who that is",
	} {
		key := registered(t, vector(t, "rsa.key"), "2025-01-01", "2026-06-30")
		key.Owner = owner
		c := signed(t, vector(t, "rsa.sig"))
		p := signature.Check(c, signature.Keys{key}, day(t, "2026-03-01"))
		if got := p.Meaning.In(lang.EN); got != want || p.Owner != owner {
			t.Errorf("%+v: %q", owner, got)
		}
		inBothLanguages(t, want, p.Message, p.Meaning)
		if got := signature.Check(c, signature.Keys{key}, day(t, "2026-07-01")).Meaning.In(lang.EN); strings.HasPrefix(got, "proves that") {
			t.Errorf("after its last day: %q", got)
		}
	}
	p := signature.Check(signed(t, vector(t, "rsa.sig")), nil, day(t, "2026-03-01"))
	if sv := p.Message.In(lang.SV); !strings.HasPrefix(sv, "inte verifierad: ") || strings.Contains(sv, "ogiltig") {
		t.Errorf("an unknown key: %q", sv)
	}
}
