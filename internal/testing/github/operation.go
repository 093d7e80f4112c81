package github

// Operation is one call of the API, named as GitHub's own description names it.
type Operation struct{ Method, Path string }

// Operations lists the calls that this project makes. The description that is kept here
// (folder api) holds these and no others, and the fake answers these and no others: a call
// that is not listed fails the test that made it.
//
// After adding one: run prune on the official description anew.
var Operations = []Operation{
	{"GET", "/app"},
	{"POST", "/app/installations/{installation_id}/access_tokens"},
	{"GET", "/orgs/{org}/teams/{team_slug}/members"},
	{"GET", "/repos/{owner}/{repo}"},
	{"GET", "/repos/{owner}/{repo}/activity"},
	{"GET", "/repos/{owner}/{repo}/commits/{commit_sha}/pulls"},
	{"GET", "/repos/{owner}/{repo}/commits/{ref}"},
	{"GET", "/repos/{owner}/{repo}/commits/{ref}/statuses"},
	{"GET", "/repos/{owner}/{repo}/git/ref/{ref}"},
	{"GET", "/repos/{owner}/{repo}/installation"},
	{"GET", "/repos/{owner}/{repo}/issues/{issue_number}/comments"},
	{"POST", "/repos/{owner}/{repo}/issues/{issue_number}/comments"},
	{"PATCH", "/repos/{owner}/{repo}/issues/comments/{comment_id}"},
	{"GET", "/repos/{owner}/{repo}/issues/{issue_number}/timeline"},
	{"GET", "/repos/{owner}/{repo}/pulls"},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}"},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}/commits"},
	{"GET", "/repos/{owner}/{repo}/pulls/{pull_number}/reviews"},
	{"POST", "/repos/{owner}/{repo}/statuses/{sha}"},
	{"GET", "/user"},
}
