package record_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/leveransplan/leveransplan/internal/record"
)

var stockholm = func() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic(err)
	}
	return zone
}()

func TestDecodeNamesWhatIsWrong(t *testing.T) {
	good := string(encoded(t, made(t, decision())))
	with := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("%s is not in %s", old, good)
		}
		return strings.Replace(good, old, new, 1)
	}
	for name, tt := range map[string]struct {
		text string
		code record.Code
		says string
	}{
		"nothing":                   {"", record.Malformed, "no record"},
		"no JSON":                   {"dokument: roller/v1\n", record.Malformed, "no record"},
		"a list":                    {"[1]", record.Malformed, "no record"},
		"no version":                {with(`,"version":1`, ""), record.Malformed, "no record"},
		"a version in another case": {with(`,"version":1`, `,"Version":1`), record.Malformed, "no record"},
		"a version that is text":    {with(`"version":1`, `"version":"1"`), record.Malformed, "no record"},
		"version 0":                 {with(`"version":1`, `"version":0`), record.Malformed, "no record"},
		"a later version":           {with(`"version":1`, `"version":2`), record.UnknownVersion, "version 2; this tool knows 1"},
		"a later version with keys": {`{"x":{}, "version": 17 }`, record.UnknownVersion, "version 17"},
		"a line break at the end":   {good + "\n", record.NotCanonical, "canonical form"},
		"a space":                   {with(`:`, `: `), record.NotCanonical, "canonical form"},
		"another order":             {`{"version":1,` + strings.Replace(good[1:], `,"version":1`, "", 1), record.NotCanonical, "from byte 2"},
		"an escaped letter":         {with("SkaS är hörd", `SkaS \u00e4r hörd`), record.NotCanonical, "canonical form"},
		"a number with a point":     {with(`"pull_request":12`, `"pull_request":12.0`), record.NotCanonical, "canonical form"},
		"a key twice":               {with(`"version":1`, `"version":1,"version":1`), record.Malformed, "not valid JSON"},
		"half of it":                {good[:len(good)/2], record.Malformed, "no record"},
		"two of it":                 {good + good, record.Malformed, "no record"},
		"invalid UTF-8":             {with("hörd", "h\xffrd"), record.Malformed, ""},
		"an unknown key":            {with(`"version":1`, `"version":1,"w":true`), record.Malformed, "does not belong"},
		"a key in another case":     {with(`{"at":`, `{"At":`), record.Malformed, "not written as"},
		"a wrong type":              {with(`"pull_request":12`, `"pull_request":"12"`), record.Malformed, "does not belong"},
		"a fraction":                {with(`"pull_request":12`, `"pull_request":12.5`), record.Malformed, "does not belong"},
		"an empty value":            {with(`"how":"merge"`, `"head":"","how":"merge"`), record.Malformed, ""},
		"another order of changes":  {reordered(t, good), record.Malformed, "not written as"},
		"a forged verdict":          {with(`"state":"approved","valid":true`, `"state":"pending","valid":true`), record.Malformed, "verdict"},
		"a shortened commit":        {with(commit("merge"), commit("merge")[:12]), record.Malformed, "commits"},
		"a day that is none":        {with(`"day":"2026-11-21"`, `"day":"2026-02-30"`), record.Malformed, "day"},
		"a moment with a zone":      {with(`"at":"2026-11-21T09:30:00Z"`, `"at":"2026-11-21T10:30:00+01:00"`), record.Malformed, "at"},
		"a review without a head":   {with(`,"commit":"`+commit("head")+`"`, ""), record.Malformed, "satisfied_by"},
		"too much":                  {strings.Repeat(" ", record.MaxSize+1), record.Malformed, "more than"},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := record.Decode([]byte(tt.text))
			v := (*record.Violation)(nil)
			if !errors.As(err, &v) || r != nil {
				t.Fatalf("%+v, %v", r, err)
			}
			if v.Code != tt.code || !strings.Contains(v.Error(), tt.says) || string(v.Text) != tt.text {
				t.Errorf("%s: %v", v.Code, v)
			}
			inBothLanguages(t, name, v.Message)
		})
	}
}

// reordered swaps the changes of a record; its keys stay in order.
func reordered(t *testing.T, good string) string {
	from := strings.Index(good, `"changes":[`) + len(`"changes":[`)
	to := from + strings.Index(good[from:], "]},{") + 2 // after the first one's kinds
	if to <= from {
		to = from + strings.Index(good[from:], "},{") + 1
	}
	end := from + strings.Index(good[from:], `],"commits"`)
	if from < 20 || end < to {
		t.Fatal("no changes to swap")
	}
	return good[:from] + good[to+1:end] + "," + good[from:to] + good[end:]
}

// Every record with one byte changed is another record or none: never the same.
func TestNoByteIsWithoutMeaning(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 8785))
	good := encoded(t, made(t, decision()))
	refused := 0
	for range 20_000 {
		text := bytes.Clone(good)
		switch i := rng.IntN(len(text)); rng.IntN(3) {
		case 0:
			text[i] ^= byte(1 + rng.IntN(255))
		case 1:
			text = append(text[:i], text[i+1:]...)
		default:
			text = append(text[:i], append([]byte{byte(rng.IntN(256))}, text[i:]...)...)
		}
		r, err := record.Decode(text)
		if err != nil {
			refused++
			continue
		}
		if again := encoded(t, r); !bytes.Equal(again, text) {
			t.Fatalf("%s is read as %s", text, again)
		}
	}
	t.Logf("refused %d of 20000", refused)
}

func FuzzDecode(f *testing.F) {
	for _, d := range decisions() {
		r, err := record.New(d)
		if err != nil {
			f.Fatal(err)
		}
		text, err := r.Encode()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Add([]byte(`{"version":2}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		r, err := record.Decode(text)
		if err != nil {
			v := (*record.Violation)(nil)
			if !errors.As(err, &v) || !bytes.Equal(v.Text, text) || v.Code == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		if again, err := r.Encode(); err != nil || !bytes.Equal(again, text) {
			t.Fatalf("%s is written as %s, %v", text, again, err)
		}
		if p := r.Path(); !strings.HasSuffix(p, ".json") || strings.Contains(p, "..") || strings.Count(p, "/") != 1 {
			t.Fatalf("stands at %q", p)
		}
	})
}
