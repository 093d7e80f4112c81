package check_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/approval"
	"github.com/leveransplan/leveransplan/internal/calendar"
	"github.com/leveransplan/leveransplan/internal/check"
	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/plan"
	"github.com/leveransplan/leveransplan/internal/routine"
	"github.com/leveransplan/leveransplan/internal/testing/region"
)

// asked is what a request needs.
type asked struct {
	needs   map[string]approval.Requirement
	refused bool
}

func ask(t *testing.T, base, head fstest.MapFS) asked {
	t.Helper()
	today := calendar.Date(2026, 11, 21)
	c, err := check.Compare(check.Trees{MergeBase: base, Base: base, Head: head}, check.Options{Schemas: schemas, Today: today})
	if err != nil {
		t.Fatal(err)
	}
	needs, refusals := approval.Requirements(c.Changes, routine.Policy(c.Main.Set, today))
	out := asked{map[string]approval.Requirement{}, len(refusals) > 0}
	for _, n := range needs {
		out.needs[n.ID] = n
	}
	return out
}

// lowered lists what one request needs and another does not, or not as strictly. A request
// that is refused needs more than any approval.
func (a asked) lowered(to asked) []string {
	var out []string
	if to.refused {
		return nil
	}
	if a.refused {
		out = append(out, "refused")
	}
	for id, n := range a.needs {
		if n.Subjects[0].String() == "fil/layout" && len(to.needs) > 0 {
			continue // nothing was changed in substance, and now something is
		}
		now, still := to.needs[id]
		switch {
		case !still:
			out = append(out, id)
		case now.Actor && !n.Actor, now.Heard && !n.Heard, now.UnlessBot && !n.UnlessBot, len(now.Lacks) < len(n.Lacks), len(now.Given) > len(n.Given):
			out = append(out, id+" is less strict")
		}
		for _, s := range n.Subjects {
			if still && !slices.ContainsFunc(now.Subjects, func(o diff.Subject) bool { return o.String() == s.String() }) {
				out = append(out, id+" is no longer for "+s.String())
			}
		}
	}
	slices.Sort(out)
	return out
}

// smallRegion is what of the region the requests below are about.
func smallRegion() fstest.MapFS {
	out := fstest.MapFS{}
	for name, f := range region.Files() {
		if !strings.HasPrefix(name, "plans/2024/") && !strings.HasPrefix(name, "plans/2025/") {
			out[name] = f
		}
	}
	return out
}

var digits = regexp.MustCompile(`: \d+\b`)

// edited changes numbers, contacts and days of a few files, removes some and adds others.
func edited(files fstest.MapFS, random *rand.Rand) fstest.MapFS {
	out := maps.Clone(files)
	names := slices.Sorted(maps.Keys(files))
	for range 1 + random.IntN(3) {
		name := names[random.IntN(len(names))]
		text := string(files[name].Data)
		switch places := digits.FindAllStringIndex(text, -1); random.IntN(6) {
		case 0:
			delete(out, name)
			continue
		case 1:
			text = strings.Replace(text, "funktion: ", "funktion: Ny ", 1)
		case 2:
			text = strings.Replace(text, "2027-", "2026-", 1)
		case 3:
			text = strings.Replace(text, "id: ", "id: ny-", 1)
		default:
			if len(places) > 0 {
				at := places[random.IntN(len(places))]
				text = text[:at[0]] + fmt.Sprintf(": %d", random.IntN(9)) + text[at[1]:]
			}
		}
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// relocated puts files that may stand anywhere in other places: under other names, in other
// years and folders, in each other's place, where nobody looks, and a table in two parts.
func relocated(files fstest.MapFS, random *rand.Rand) fstest.MapFS {
	out := maps.Clone(files)
	fixed := slices.Collect(maps.Values(plan.FixedPaths))
	var free []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !slices.Contains(fixed, name) {
			free = append(free, name)
		}
	}
	for range 1 + random.IntN(4) {
		name := free[random.IntN(len(free))]
		f := out[name]
		if f == nil {
			continue
		}
		ext := path.Ext(name)
		switch random.IntN(7) {
		case 0:
			delete(out, name)
			out["plans/2027/"+strings.ReplaceAll(strings.TrimPrefix(name, "plans/"), "/", "-")] = f
		case 1:
			delete(out, name)
			out[path.Dir(name)+"/nytt-namn"+ext] = f
		case 2:
			delete(out, name)
			out["plans/2028/leveransplaner/x/"+path.Base(name)] = f
		case 3: // where nobody looks
			delete(out, name)
			out[strings.TrimSuffix(name, ext)+[]string{".yml", ".txt", ".YAML", ""}[random.IntN(4)]] = f
		case 4:
			delete(out, name)
			out["arkiv/"+path.Base(name)] = f
		case 5: // two change places
			other := free[random.IntN(len(free))]
			if out[other] != nil && path.Ext(other) == ext {
				out[name], out[other] = out[other], out[name]
			}
		case 6: // a table in two
			if lines := strings.SplitAfter(string(f.Data), "\n"); ext == ".csv" && len(lines) > 3 {
				out[name] = &fstest.MapFile{Data: []byte(strings.Join(lines[:2], ""))}
				out[strings.TrimSuffix(name, ext)+"-b"+ext] = &fstest.MapFile{Data: []byte(lines[0] + strings.Join(lines[2:], ""))}
			}
		}
	}
	return out
}

// Invariant 3: to rename, move, split or swap files takes nothing from what has to be
// approved, whatever else a request does.
func TestPlaceNeverLowersWhatIsNeeded(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 7))
	base := smallRegion()
	more, judged := 0, 0
	for range 60 {
		head := edited(base, random)
		before, after := ask(t, base, head), ask(t, base, relocated(head, random))
		if got := before.lowered(after); len(got) > 0 {
			t.Errorf("no longer needed: %v\nneeded before: %v, refused %v\nafter: %v", got, slices.Sorted(maps.Keys(before.needs)), before.refused, slices.Sorted(maps.Keys(after.needs)))
		}
		if !after.refused {
			judged++
		}
		if len(after.needs) > len(before.needs) {
			more++
		}
	}
	t.Logf("%d not refused, %d need more", judged, more)
	if judged < 15 {
		t.Errorf("only %d of 60 are not refused: the rest proves little", judged)
	}
}

// Invariant 2: comments, blank lines and line ends change nothing of what has to be approved,
// nor of the content that approvals are bound to. What can't be read is bound to its bytes,
// and refused.
func TestLayoutChangesNothingThatIsNeeded(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 7))
	base, judged := smallRegion(), 0
	for range 40 {
		head := edited(base, random)
		spaced := maps.Clone(head)
		for name, f := range head {
			if path.Ext(name) != ".yaml" || random.IntN(2) == 0 {
				continue
			}
			text := string(f.Data)
			switch random.IntN(3) {
			case 0:
				text = strings.ReplaceAll(text, "\n", "\r\n")
			case 1:
				text = "\n# överst\n\n" + text + "\n# sist\n"
			case 2:
				text = strings.Replace(text, "\nid: ", "\n\n# id\nid:   ", 1)
			}
			spaced[name] = &fstest.MapFile{Data: []byte(text)}
		}
		before, after := ask(t, base, head), ask(t, base, spaced)
		if before.refused || after.refused {
			if before.refused != after.refused {
				t.Errorf("refused %v, and %v with another layout", before.refused, after.refused)
			}
			continue
		}
		judged++
		if diff := cmp.Diff(sums(before), sums(after)); diff != "" {
			t.Errorf("(-before +after):\n%s", diff)
		}
	}
	if judged < 10 {
		t.Errorf("only %d of 40 are not refused: the rest proves little", judged)
	}
}

// sums gives for each requirement what an approval of it would be bound to.
func sums(a asked) map[string]string {
	out := map[string]string{}
	for id, n := range a.needs {
		for _, s := range n.Subjects {
			out[id] += fmt.Sprintf("%s %v; ", s, approval.BoundOf(s))
		}
	}
	return out
}
