package gate

import (
	"slices"

	"github.com/leveransplan/leveransplan/internal/diff"
	"github.com/leveransplan/leveransplan/internal/gitrepo"
	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/record"
)

// altered tells of what main did not get as the request had it: of documents by what they
// mean, and of files to the byte, but for those that main had changed too since the request
// began, and which the host has put together from both.
func (a *attempt) altered() error {
	past, err := a.repo.MergeBase(a.base, a.head)
	if crosswise(err) {
		a.verdict.hold(lang.T("det går inte att säga vad pull requesten innehöll: dess gren och main är sammanförda korsvis, eller har ingen gemensam historik",
			"it can't be told what the pull request held: its branch and main have been merged crosswise, or have no common history"))
		return nil
	}
	if err != nil {
		return err
	}
	subjects, err := a.alteredSubjects(past)
	if err != nil {
		return err
	}
	files, err := a.alteredFiles(past)
	if err != nil {
		return err
	}
	names := lang.List(subjects)
	for _, f := range files {
		if about := (diff.Subject{ID: f}).String(); !slices.Contains(names, about) {
			names = append(names, f)
		}
	}
	if len(names) > 0 {
		a.verdict.hold(lang.T("main fick något annat än pull requesten innehöll: %s", "main got something else than the pull request held: %s", names.Some(record.MostNamed)))
	}
	return nil
}

// alteredSubjects lists what changed otherwise than in the request. What it asked for and did
// not change counts only where main does not have it already.
func (a *attempt) alteredSubjects(past gitrepo.Revision) ([]string, error) {
	asked, err := a.contents.between(past, a.head)
	if err != nil {
		return nil, err
	}
	did, err := a.contents.between(a.base, a.want)
	if err != nil {
		return nil, err
	}
	apart, err := a.contents.between(a.want, a.head)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, subject := range sortedKeys(did, asked) {
		got, came := did[subject]
		want, wanted := asked[subject]
		_, differs := apart[subject]
		if came && wanted && got == want || !came && !differs {
			continue
		}
		out = append(out, subject)
	}
	return out, nil
}

// alteredFiles lists the files that changed although the request left them alone, and those
// that are not what it made of them, but for such as main has moved on since it began.
func (a *attempt) alteredFiles(past gitrepo.Revision) ([]string, error) {
	var sets [4]map[string]bool
	for i, ends := range [][2]gitrepo.Revision{{past, a.base}, {past, a.head}, {a.base, a.want}, {a.want, a.head}} {
		files, err := a.contents.files(ends[0], ends[1], ".")
		if err != nil {
			return nil, err
		}
		sets[i] = map[string]bool{}
		for _, f := range files {
			sets[i][f.Path] = true
		}
	}
	meanwhile, asked, did, apart := sets[0], sets[1], sets[2], sets[3]
	var out []string
	for name := range did {
		if !asked[name] {
			out = append(out, privacy.Mask(name))
		}
	}
	for name := range apart {
		if asked[name] && !meanwhile[name] {
			out = append(out, privacy.Mask(name))
		}
	}
	slices.Sort(out)
	return slices.Compact(out), nil
}
