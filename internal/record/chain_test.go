package record_test

import (
	"fmt"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/record"
	"github.com/leveransplan/leveransplan/internal/testing/need"
)

// stream writes a branch as git fast-import reads it, with steps that no tool of ours takes.
type stream struct {
	b    strings.Builder
	mark int
}

// commit adds a commit on others, the first of them its first parent. Each step is "M path"
// followed by the text, "X path" for a program and "D path".
func (s *stream) commit(parents []int, minute int, steps ...string) int {
	s.mark++
	if len(parents) == 0 {
		fmt.Fprintf(&s.b, "reset refs/heads/protokoll\n\n")
	}
	fmt.Fprintf(&s.b, "commit refs/heads/protokoll\nmark :%d\ncommitter P <p@example.org> %d +0000\ndata 1\nx\n", s.mark, merged.Unix()+int64(minute)*60)
	for i, p := range parents {
		fmt.Fprintf(&s.b, "%s :%d\n", []string{"from", "merge"}[min(i, 1)], p)
	}
	for _, step := range steps {
		head, text, _ := strings.Cut(step, "\n")
		switch what, path, _ := strings.Cut(head, " "); what {
		case "D":
			fmt.Fprintf(&s.b, "D %s\n", path)
		default:
			fmt.Fprintf(&s.b, "M %s inline %s\ndata %d\n%s\n", map[string]string{"M": "100644", "X": "100755", "L": "120000"}[what], path, len(text), text)
		}
	}
	return s.mark
}

// read makes the branch and reads it.
func (s *stream) read(t *testing.T) (*gitrepo.Repo, []record.Entry) {
	t.Helper()
	r, dir := repository(t)
	cmd := exec.Command(need.Tool(t, "git"), "fast-import", "--quiet", "--force")
	cmd.Dir, cmd.Stdin = dir, strings.NewReader(s.b.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	tip, err := r.Resolve("refs/heads/protokoll")
	if err != nil {
		t.Fatal(err)
	}
	return r, readAll(t, r, tip)
}

// file is the step that adds a record.
func file(t *testing.T, r *record.Record) string {
	return "M " + r.Path() + "\n" + string(encoded(t, r))
}

func TestEachViolationOfTheBranchIsNamed(t *testing.T) {
	a, b, c := numbered(t, 1), numbered(t, 2), numbered(t, 3)
	twice := decisions()["rebase"]
	twice.Commits = []string{a.Decision(), commit("last")}
	again := made(t, twice)
	later := strings.Replace(string(encoded(t, c)), `"version":1`, `"version":2`, 1)
	for name, tt := range map[string]struct {
		write func(s *stream)
		want  []record.Code
		files int
	}{
		"nothing": {func(s *stream) { s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, file(t, b)) }, nil, 2},
		"a record that was written anew": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "M "+a.Path()+"\n"+string(encoded(t, b)))
		}, []record.Code{record.Changed, record.Empty}, 1},
		"a record that was written anew beside a new one": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "M "+a.Path()+"\nx", file(t, b))
		}, []record.Code{record.Changed}, 2},
		"a record that was made a program": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "X "+a.Path()+"\n"+string(encoded(t, a)), file(t, b))
		}, []record.Code{record.Changed}, 2},
		"a record that was removed": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "D "+a.Path(), file(t, b))
		}, []record.Code{record.Removed}, 2},
		"a record that was removed and came back": {func(s *stream) {
			one := s.commit(nil, 0, file(t, a))
			two := s.commit([]int{one}, 1, "D "+a.Path(), file(t, b))
			s.commit([]int{two}, 2, file(t, a))
		}, []record.Code{record.Removed, record.Duplicate}, 3},
		"a record that was moved": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "D "+a.Path(), "M 2027/"+a.Decision()+".json\n"+string(encoded(t, a)))
		}, []record.Code{record.Removed, record.Misnamed, record.Duplicate}, 2},
		"a file that is no record": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "M README.md\nhej", file(t, b))
		}, []record.Code{record.Unrelated}, 2},
		"a program in place of a record": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "X "+b.Path()+"\n"+string(encoded(t, b)))
		}, []record.Code{record.Unrelated, record.Empty}, 1},
		"a link in place of a record": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, "L "+b.Path()+"\n"+a.Decision()+".json")
		}, []record.Code{record.Unrelated, record.Empty}, 1},
		"a commit of nothing": {func(s *stream) {
			s.commit([]int{s.commit([]int{s.commit(nil, 0, file(t, a))}, 1)}, 2, file(t, b))
		}, []record.Code{record.Empty}, 2},
		"a commit of two": {func(s *stream) { s.commit(nil, 0, file(t, a), file(t, b)) }, []record.Code{record.Several}, 2},
		"a second record for a commit": {func(s *stream) {
			s.commit([]int{s.commit(nil, 0, file(t, a))}, 1, file(t, again))
		}, []record.Code{record.Duplicate}, 2},
		"a record by another name": {func(s *stream) {
			s.commit(nil, 0, "M 2026/"+commit("other")+".json\n"+string(encoded(t, a)))
		}, []record.Code{record.Misnamed}, 1},
		"a record in the folder of another year": {func(s *stream) {
			s.commit(nil, 0, "M 2025/"+a.Decision()+".json\n"+string(encoded(t, a)))
		}, []record.Code{record.Misnamed}, 1},
		"a record with a line break": {func(s *stream) { s.commit(nil, 0, file(t, a)+"\n") }, []record.Code{record.NotCanonical}, 1},
		"a record of a later tool":   {func(s *stream) { s.commit(nil, 0, "M "+c.Path()+"\n"+later) }, []record.Code{record.UnknownVersion}, 1},
		"a record of no meaning":     {func(s *stream) { s.commit(nil, 0, "M "+c.Path()+"\n{}") }, []record.Code{record.Malformed}, 1},
		"a record too large to be read": {func(s *stream) {
			s.commit(nil, 0, "M "+c.Path()+"\n"+strings.Repeat(" ", record.MaxSize+1))
		}, []record.Code{record.Malformed}, 1},
		"a merge of two lines": {func(s *stream) {
			one := s.commit(nil, 0, file(t, a))
			side := s.commit([]int{one}, 1, file(t, b))
			s.commit([]int{s.commit([]int{one}, 2, file(t, c)), side}, 3, file(t, b))
		}, []record.Code{record.Merged}, 3},
		"two beginnings": {func(s *stream) {
			side := s.commit(nil, 1, file(t, b))
			s.commit([]int{s.commit(nil, 0, file(t, a)), side}, 3, file(t, b))
		}, []record.Code{record.Merged, record.SecondRoot}, 2},
		"a second beginning behind another merge": {func(s *stream) {
			root := s.commit(nil, 1, file(t, b))
			one := s.commit(nil, 0, file(t, a))
			side := s.commit([]int{s.commit([]int{one}, 2, file(t, c)), root}, 3)
			s.commit([]int{one, side}, 4, file(t, c), file(t, b))
		}, []record.Code{record.Several, record.Merged, record.SecondRoot}, 3},
	} {
		t.Run(name, func(t *testing.T) {
			s := &stream{}
			tt.write(s)
			_, entries := s.read(t)
			if diff := cmp.Diff(tt.want, codes(entries)); diff != "" {
				t.Errorf("violations (-want +got):\n%s", diff)
			}
			files := 0
			for _, e := range entries {
				if e.Path != "" {
					files++
				}
				for _, v := range e.Violations {
					inBothLanguages(t, name, v.Message)
					if v.Commit != e.Commit.Hash {
						t.Errorf("%s names commit %s", v.Code, v.Commit)
					}
				}
			}
			if files != tt.files {
				t.Errorf("%d records", files)
			}
		})
	}
}

// A record of a later version is kept as it stands, so that a report can say more of it.
func TestARecordOfALaterVersionIsKept(t *testing.T) {
	later := strings.Replace(string(encoded(t, numbered(t, 3))), `"version":1`, `"version":2`, 1)
	s := &stream{}
	s.commit(nil, 0, "M 2026/x.json\n"+later)
	_, entries := s.read(t)
	if e := entries[0]; e.Record != nil || string(e.Text) != later || string(e.Violations[0].Text) != later || e.Violations[0].Path != "2026/x.json" {
		t.Errorf("%+v", e)
	}
}

func TestReadingFromACheckpoint(t *testing.T) {
	r, _ := repository(t)
	w := writer(t, r, nil)
	first := appended(t, w, numbered(t, 1), numbered(t, 2))
	second := appended(t, w, numbered(t, 3))
	var got []int
	for e, err := range record.Read(r, second.Tip, first.Tip) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, e.Record.PullRequest)
	}
	if !slices.Equal(got, []int{3}) {
		t.Errorf("got %v", got)
	}
	for _, err := range record.Read(r, first.Tip, second.Tip) {
		if err == nil {
			t.Error("a branch that was set back is read")
		}
	}
	for range record.Read(r, gitrepo.Revision{}, gitrepo.Revision{}) {
		t.Error("a branch that is not there has a commit")
	}
}

// A commit that bears an old date, so that a key of that time would do, counts as made when
// the one before it was.
func TestAnOldDateGainsNothing(t *testing.T) {
	s := &stream{}
	one := s.commit(nil, 100, file(t, numbered(t, 1)))
	s.commit([]int{s.commit([]int{one}, -5000, file(t, numbered(t, 2)))}, 200, file(t, numbered(t, 3)))
	r, entries := s.read(t)
	var got []int
	for _, e := range entries {
		got = append(got, int(e.Recorded.Sub(merged).Minutes()))
	}
	if !slices.Equal(got, []int{100, 100, 200}) {
		t.Errorf("recorded at %v", got)
	}
	for e, err := range record.Read(r, entries[1].Commit.Revision, entries[0].Commit.Revision) {
		if err != nil || e.Recorded.Sub(merged).Minutes() != 100 {
			t.Errorf("from a checkpoint: %v, %v", e.Recorded, err)
		}
	}
}
