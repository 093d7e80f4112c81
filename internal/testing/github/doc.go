// Package github is a GitHub for tests: a server in this process with a real git
// repository behind it, on which persons push, review, dismiss, retarget, merge and queue,
// and whose API answers as GitHub's does: in pages, within limits, with the rights of the
// token that asks, and with the faults that a test scripts.
//
// Every request and every answer is held against GitHub's own OpenAPI description, cut down
// to the calls in use (folder api). A call that GitHub would not understand, and an answer
// that GitHub would not give, fail the test.
//
// What persons do are methods of [Server]; the API has only what the tool itself calls.
package github
