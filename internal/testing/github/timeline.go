package github

import (
	"encoding/json"
	"fmt"
	"strings"
)

// forms are the schemas of a timeline's events. The description asks only that an event fits
// any of them, and one fits everything: so each is held against its own.
var forms = map[string]string{
	"committed":        "timeline-committed-event",
	"reviewed":         "timeline-reviewed-event",
	"commented":        "timeline-comment-event",
	"review_dismissed": "review-dismissed-issue-event",
}

// timeline holds each event of a timeline against the form of its kind.
func (d *description) timeline(op Operation, status int, body []byte) error {
	if !strings.HasSuffix(op.Path, "/timeline") || status >= 400 {
		return nil
	}
	var list []map[string]any
	if err := json.Unmarshal(body, &list); err != nil {
		return err
	}
	for i, e := range list {
		kind, _ := e["event"].(string)
		form := forms[kind]
		if form == "" {
			form = "state-change-issue-event"
		}
		if err := d.doc.Components.Schemas[form].Value.VisitJSON(e); err != nil {
			return fmt.Errorf("event %d (%s) is no %s: %w", i+1, kind, form, err)
		}
	}
	return nil
}
