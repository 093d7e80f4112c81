package document

import (
	"bytes"
	"errors"
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
)

// Page is what a page of HTML says of itself, in its head. Nothing of it is taken on trust.
type Page struct {
	Form, ID, Commit, Main, Day, Language string
	Codes                                 []Code // all that stand in it; a genuine page has one
	Slips                                 bool   // something looks like a code and is none

	text []byte
}

// maxHead is how far into a page its head is looked for.
const maxHead = 64 << 10

var (
	metaForm = regexp.MustCompile(`<meta name="leveransplan-([a-z]{1,12})" content="([^"<>]{0,100})">`)
	langForm = regexp.MustCompile(`<html lang="([a-z]{2})">`)
)

// ReadPage reads what a page says of itself. The way lines end and a mark at the beginning are
// the doing of the programs that a file has passed through, and are left aside.
func ReadPage(file []byte) Page {
	file = bytes.ReplaceAll(bytes.TrimPrefix(file, []byte("\xef\xbb\xbf")), []byte("\r\n"), []byte("\n"))
	p := Page{text: file}
	head := file[:min(len(file), maxHead)]
	if m := langForm.FindSubmatch(head); m != nil {
		p.Language = string(m[1])
	}
	for _, m := range metaForm.FindAllSubmatch(head, 20) {
		value := html.UnescapeString(string(m[2]))
		switch string(m[1]) {
		case "form":
			p.Form = value
		case "dokument":
			p.ID = value
		case "commit":
			p.Commit = value
		case "main":
			p.Main = value
		case "dag":
			p.Day = value
		}
	}
	p.Codes, p.Slips = FindCodes(string(file))
	return p
}

// Genuineness tells whether a page is as it was made.
type Genuineness string

// The answers.
const (
	Genuine   Genuineness = "genuine"    // byte for byte what the tool makes of the commit
	Altered   Genuineness = "altered"    // it has been edited since, or was never made by the tool
	Unfounded Genuineness = "unfounded"  // it was held against something that main never was
	CantTell  Genuineness = "cant_tell"  // it was made by another version of the tool
	NotProven Genuineness = "not_proven" // the form does not allow it to be proven
)

// Alteration is a place at which a page is not what the tool makes, as a reader sees it. One of
// the two may be empty.
type Alteration struct {
	Line          int // of the file, from 1
	Here, Genuine string
	Markup        bool // a reader of the source sees the same text: what differs is the markup
}

// maxAlterations is how many places are told.
const maxAlterations = 8

// IsPrint tells that a file is a page of this package by what it says of itself, genuine or not.
func IsPrint(file []byte) bool {
	p := ReadPage(file)
	return bytes.HasPrefix(p.text, []byte("<!doctype html>")) && p.Form != "" && p.ID != "" && wholeHash.MatchString(p.Commit) && len(p.Codes) > 0
}

// Prove makes the page anew that a file says it is and compares. A page's own day is that of its
// commit, or a later one that is not after today.
func (a *Archive) Prove(p Page, v *Verdict, today calendar.Day) (Genuineness, []Alteration, error) {
	day, dated := calendar.ParseDay(p.Day)
	l := lang.Language(p.Language)
	switch {
	case p.Form == "":
		return Altered, nil, nil
	case p.Form != form():
		return CantTell, nil, nil
	case len(p.Codes) != 1 || p.Slips || !dated || !slices.Contains(lang.Languages, l) || p.ID != v.Then.ID || p.Commit != v.Commit.Hash:
		return Altered, nil, nil
	}
	standing, known, err := a.standing(p.Main, v)
	if err != nil {
		return "", nil, err
	}
	if !known {
		return Unfounded, nil, nil
	}
	print := Print{Language: l, Commit: v.Commit.Hash, Main: p.Main, Standing: standing}
	if print.Day, err = a.DayOf(v.Commit); err != nil {
		return "", nil, err
	}
	if day > print.Day && day <= today {
		print.AsOf = day
	}
	var made bytes.Buffer
	if err := HTML(&made, v.Then, print); err != nil {
		return "", nil, err
	}
	if bytes.Equal(made.Bytes(), p.text) {
		return Genuine, nil, nil
	}
	return Altered, alterations(p.text, made.Bytes()), nil
}

// standing is what a print was that was held against an earlier main. Unknown where that is none
// of main's commits.
func (a *Archive) standing(main string, v *Verdict) (s Standing, known bool, err error) {
	if main == "" {
		return Proposal, true, nil
	}
	place := func(hash string) int {
		return slices.IndexFunc(a.line, func(c gitrepo.Commit) bool { return c.Hash == hash })
	}
	held := place(main)
	if held < 0 {
		return "", false, nil
	}
	then, err := a.View(a.line[held].Revision, v.Then.ID)
	if errors.Is(err, ErrUnclear) {
		return "", false, nil
	}
	// The line has the newest first.
	own := place(v.Commit.Hash)
	return Stands(v.Then, then, own >= held), true, err
}

// OnLine tells that a commit is one of those that lead to main.
func (a *Archive) OnLine(commit string) (bool, error) {
	if err := a.readLine(); err != nil {
		return false, err
	}
	return slices.ContainsFunc(a.line, func(c gitrepo.Commit) bool { return c.Hash == commit }), nil
}

var tags = regexp.MustCompile(`<[^>]*>`)

// alterations are the first lines at which two pages differ, with their tags taken away.
func alterations(here, made []byte) (out []Alteration) {
	a, b := bytes.Split(here, []byte("\n")), bytes.Split(made, []byte("\n"))
	for len(a) > 0 && len(b) > 0 && bytes.Equal(a[len(a)-1], b[len(b)-1]) {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	first := 0
	for len(a) > first && len(b) > first && bytes.Equal(a[first], b[first]) {
		first++
	}
	if len(a) != len(b) {
		return append(out, alteration(first+1, bytes.Join(a[first:], []byte(" ")), bytes.Join(b[first:], []byte(" "))))
	}
	for i := first; i < len(a) && len(out) < maxAlterations; i++ {
		if !bytes.Equal(a[i], b[i]) {
			out = append(out, alteration(i+1, a[i], b[i]))
		}
	}
	return out
}

func alteration(line int, here, made []byte) Alteration {
	x, y := seen(here), seen(made)
	if slices.Equal(x, y) {
		return Alteration{Line: line, Markup: true}
	}
	same := 0
	for same < min(len(x), len(y)) && x[same] == y[same] {
		same++
	}
	return Alteration{Line: line, Here: about(x, same), Genuine: about(y, same)}
}

// How much of a line is shown, in characters: in all, and before the first one that differs.
const (
	maxSeen   = 160
	maxBefore = 60
)

// about is a line where it begins to differ.
func about(line []rune, differs int) string {
	var before, after string
	if from := differs - maxBefore; from > 0 && len(line) > maxSeen {
		line, before = line[from:], "…"
	}
	if len(line) > maxSeen {
		line, after = line[:maxSeen], "…"
	}
	return before + string(line) + after
}

// maxCompared is how much of a difference is made into text, in bytes.
const maxCompared = 1 << 20

// seen is a line as a reader of the page sees it.
func seen(text []byte) []rune {
	line := tags.ReplaceAll(text[:min(len(text), maxCompared)], []byte(" "))
	return []rune(strings.Join(strings.Fields(html.UnescapeString(strings.ToValidUTF8(string(line), "\ufffd"))), " "))
}
