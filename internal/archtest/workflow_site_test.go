package archtest

import (
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The site is made by what only reads, and published by what runs nothing of the repository.
// No pull request starts it, and it shows main whoever starts it where.
func TestTheSiteIsMadeAndPublishedApart(t *testing.T) {
	w := readWorkflow(t, filepath.Join(root, ".github/workflows/site.yml"))
	if diff := cmp.Diff([]string{"push", "schedule", "workflow_dispatch"}, w.triggers()); diff != "" {
		t.Errorf("triggers (-want +got):\n%s", diff)
	}
	for name, want := range map[string]map[string]string{
		"build":  {"contents": "read"},
		"deploy": {"pages": "write", "id-token": "write"},
	} {
		rights := map[string]string{}
		job := w.Jobs[name]
		if err := job.Permissions.Decode(&rights); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, rights); diff != "" {
			t.Errorf("%s: permissions (-want +got):\n%s", name, diff)
		}
	}
	if len(w.Jobs) != 2 {
		t.Errorf("%d jobs, want 2", len(w.Jobs))
	}
	for _, step := range w.Jobs["deploy"].Steps {
		if step.Run != "" {
			t.Errorf("what may publish runs %q", step.Run)
		}
	}
	if checkout := w.Jobs["build"].Steps[0]; checkout.With["ref"] != "main" {
		t.Errorf("checks out %q, not main", checkout.With["ref"])
	}
	record := stepNamed(t, "record.yml", "Fetch what was decided, as objects")
	if diff := cmp.Diff(record, stepNamed(t, "site.yml", "Fetch what was decided, as objects")); diff != "" {
		t.Errorf("fetches otherwise than the recorder (-record +site):\n%s", diff)
	}
	if made := stepNamed(t, "site.yml", "Make the site"); made.Run != `"$RUNNER_TEMP/leveransplan" site "$RUNNER_TEMP/site"` {
		t.Errorf("made by %q", made.Run)
	}
}
