// Package internal is the map of the source. Nothing is imported from here; read it
// before the code.
//
// The tool has a functional core: files in, values out. What reads the world (disk, git,
// the clock) stands at the edge and hands plain values to the core: an fs.FS, a day, the
// facts of a pull request. One function judges a tree ([check.Tree]), one a request
// ([check.Compare]); everything else prepares for them or shows what they found. What a
// change means, and nothing more, is told by [check.Reader] at the cost of the change.
//
//	disk ─ worktree ─┐                              ┌─ rules (by routine) ─ diag ─┐
//	                 ├─ fs.FS ─ yamldoc ─ schema ─ plan                           ├─ render
//	git ─── gitrepo ─┘                              └─ diff ┬─ change rules ──────┤
//	                                                        └─ approval ─ gate ───┘
//	GitHub ─ github ─ gate's port ─ approval.Evidence ─────────┘
//	                  registrar's ─ record ─┐
//	git ─ history (step by step) ───────────┴ audit ─ render
//	plan ─ allocate, amend, grid ─ propose, edit ─ check ─ files
//	plan ─ followup ─┐
//	history, audit ──┴ render, export, site, document
//
// A package imports only from the levels above it in this list, never from its own; a
// child may import its parent. The test in archtest holds the list against the code.
//
//	lang        texts in Swedish and English, chosen at the edge; counts, plurals, near words
//	calendar    ISO weeks by the Thursday rule, quarters, plan years, Swedish working days
//	parallel    independent jobs on all processors
//	lock        keeps processes from doing the same thing at once
//	diag        places, findings, their order and identity
//	gitrepo     git: revisions as an fs.FS, merge base, what changed, the line of commits; a
//	            commit on top of a branch, here or on a server
//	cache       values by key and version below the git directory, never needed
//	worktree    the working files as an fs.FS that follows no link; files replaced all or none
//	yamldoc     bytes to nodes with ranges; everything in YAML that could mislead is refused;
//	            edits as splices
//	privacy     personal identity numbers covered before anything is read; signs of one
//	            patient, of prices and of names of staff
//	signature   what the signature of a commit proves, by registered keys: OpenPGP and SSH
//	apportion   a volume over weeks or quarters in whole patients, with the reason of each
//	flow        integer flows: as much as possible, at the lowest price, with proofs
//	schema      JSON Schema violations, at their place and in our own words
//	plan        the domain: typed documents, every value with its place; Set is a whole tree;
//	            the arithmetic of a missiv's line
//	diff        what a change means: two Sets in, changes of documents out; what approvals
//	            are bound to
//	layout      the canonical form of a document, and repairs that leave no choice, as splices
//	edit        changes of documents by path, and new documents, as text: splices
//	allocate    open lines over offers and agreements in the routine's order, proven
//	followup    plans against outcome; outcome is masked where it enters, so that no figure
//	            and no sum gives it away
//	approval    who has to agree to a change, and whether they have, on plain values
//	amend       one change of a plan: its weeks, and where it is agreed its whole entry
//	propose     an allocation as documents that lack only what people do
//	grid        plans by weeks as sheets, and sheets back to changes
//	rule        what a rule is: Rule, Pass, Finding; nothing about any one rule
//	rules       the catalogue: one file for each rule
//	routine     the versions of the routine: validity, forum, which rules with which
//	            parameters; the statements N01 to N65 in the routine's words
//	check       Tree and Compare: the package to read first; Reader, which reads of trees only
//	            what a change concerns and goes from one tree to the next
//	history     main's first-parent line as decisions
//	record      the decision record: its form, its chain of commits, what proves it
//	gate        a pull request's evidence, its verdict, and what is said of it; owns the small
//	            interfaces it needs of a host
//	audit       every decision judged anew: its rules, roles and tables, and the record held
//	            against all of them
//	registrar   the decision records of what reached main and of requests declined, from the
//	            host's facts and git
//	github      GitHub behind gate's and registrar's interfaces
//	render      values to every form of output; child escape makes untrusted text harmless
//	export      the star schema with its data dictionary, and as CSV; children xlsx (workbooks
//	            out and in), parquet and sql (SQLite, PostgreSQL)
//	chart       SVG from values, each with its table
//	site        the public pages, in both languages
//	document    a missiv or a plan for a meeting, its verification code and what became of it;
//	            child pdf lets Chromium print it
//	codeowners  whom GitHub asks for a review by itself; nothing that judges reads it
//	cli         one file for each command; the only place that knows clock, environment,
//	            signals, streams and exit codes
//	archtest    the import table as a test; child workflows: what a workflow may do
//	testing     importable by tests only: corpus (plan trees, big and random), region (the small
//	            region, and the worked one in plans/), github (a stateful fake), gitserver (git
//	            over HTTP), demo (two years of decisions to show), longline (very many), need
//	            (tools a test wants), postgres and browser (real ones), colour (contrast), mutate
//
// # Choices that shape the code
//
// lang lies below diag, since a finding carries its message in both languages; calendar
// and lang import nothing of ours.
//
// Values keep byte spans ([diag.Span]); lines and columns are computed for findings only.
//
// Most documents have no fault. For those yamldoc has a reader of its own and schema an
// acceptor of its own; what these do not take for certain goes to the libraries, which
// judge and explain, and are the oracle of both. A document's tree is held only while
// somebody uses it ([plan.Document.YAML]).
//
// A file that can't be read takes nothing down with it: what is missing is unknown, not
// absent. Rules that need every document of a kind wait ([plan.Set.Complete]), so that one
// slip gives one finding and not a hundred consequences.
//
// Common rules run once over the tree. A version's rules run over that version's
// documents; a change to a plan is judged by the version in force on its own day.
//
// Change rules (C) see three trees: what a request began from, main now, what it wants. The
// tree that a merge would give is main with the request's files laid over it, whole; no text
// is merged. What main has already, unwaived and no smaller, is inherited.
//
// Rules of family S are carried out by the loader (yamldoc, privacy, schema, plan,
// check), which alone sees bytes and files; their texts are in the catalogue like all others.
package internal
