package render

import (
	"io"

	"github.com/leveransplan/leveransplan/internal/lang"
	"github.com/leveransplan/leveransplan/internal/privacy"
	"github.com/leveransplan/leveransplan/internal/record"
)

// The JSON of a run of record. Members may be added and are never renamed.
type (
	recordingJSON struct {
		Version    int             `json:"version"`
		Head       string          `json:"head"`   // the commit that main stood at
		Branch     string          `json:"branch"` // of records
		Tip        string          `json:"tip"`    // its newest commit; empty where there is none
		Published  bool            `json:"published"`
		Key        string          `json:"key"` // fingerprint; empty where nothing is signed
		Records    []recordedJSON  `json:"records"`
		Violations []violationJSON `json:"violations"`
	}
	recordedJSON struct {
		Path        string     `json:"path"` // on the branch
		How         record.How `json:"how"`
		PullRequest *int       `json:"pull_request"`
		Commits     []string   `json:"commits"`
		Day         string     `json:"day"`
		Time        string     `json:"time"`
		State       string     `json:"state"`
		Valid       bool       `json:"valid"`
		Reasons     []string   `json:"reasons"`
		FollowedUp  bool       `json:"followed_up"`
	}
	violationJSON struct {
		Code       record.Code `json:"code"`
		Commit     string      `json:"commit"` // on the branch of records
		Path       string      `json:"path"`
		Message    string      `json:"message"`
		FollowedUp bool        `json:"followed_up"`
	}
)

// RecordJSON writes what was recorded as one JSON object.
func RecordJSON(w io.Writer, r *Recording, l lang.Language) error {
	out := recordingJSON{Version: 1, Head: r.Head, Branch: record.Branch, Tip: r.Tip, Published: r.Published, Key: r.Key,
		Records: make([]recordedJSON, 0, len(r.Records)), Violations: make([]violationJSON, 0, len(r.Violations))}
	for _, x := range r.Records {
		j := recordedJSON{Path: x.Path(), How: x.How, Commits: append([]string{}, x.Commits...), Day: x.Day, Time: x.At,
			State: x.Verdict.State, Valid: x.Verdict.Valid, Reasons: append([]string{}, why(x, l)...), FollowedUp: r.FollowedUp(x.Decision())}
		if x.PullRequest > 0 {
			j.PullRequest = &x.PullRequest
		}
		out.Records = append(out.Records, j)
	}
	for _, v := range r.Violations {
		out.Violations = append(out.Violations, violationJSON{v.Code, v.Commit, privacy.Mask(v.Path), privacy.Mask(v.Message.In(l)), r.FollowedUp(v.Commit)})
	}
	return encode(w, out)
}
