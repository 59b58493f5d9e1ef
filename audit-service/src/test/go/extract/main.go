// SPDX-License-Identifier: Apache-2.0

// Checks an extract with golang.org/x/mod/sumdb, which nobody of this project wrote: the signature of each log's checkpoint, that the
// log only grew since the one before, that every line is in the log (each leaf hash is read through the tiles, which must lead to the
// signed root) and, where the extract holds a whole log, the root recomputed from its lines alone.
//
// It reads the bundle itself. What it does not look at: the seal, the chains, the personal fields.
package main

import (
	"archive/zip"
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type bundle map[string]*zip.File

func must(err error, what string) {
	if err != nil {
		fmt.Println("REFUSED", what, err)
		os.Exit(1)
	}
}

func require(ok bool, what string) {
	if !ok {
		fmt.Println("REFUSED", what)
		os.Exit(1)
	}
}

func number(text string) int64 {
	n, err := strconv.ParseInt(text, 10, 64)
	must(err, "number")
	return n
}

func (b bundle) open(name string) io.ReadCloser {
	require(b[name] != nil, name+" is missing")
	reader, err := b[name].Open()
	must(err, name)
	return reader
}

func (b bundle) text(name string) string {
	reader := b.open(name)
	defer reader.Close()
	data, err := io.ReadAll(reader)
	must(err, name)
	return string(data)
}

// Tiles of one log. What does not lead to the signed root is refused by tlog's own reader.
type tiles struct {
	bundle bundle
	folder string
}

func (t tiles) Height() int { return 8 }

func (t tiles) SaveTiles(saved []tlog.Tile, data [][]byte) {}

func (t tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(wanted))
	for i, tile := range wanted {
		out[i] = []byte(t.bundle.text(t.folder + strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
	}
	return out, nil
}

type log struct {
	tree    tlog.Tree
	indexes []int64
	leaves  []tlog.Hash
}

func open(signed, vkeys string) tlog.Tree {
	verifier, err := note.NewVerifier(strings.Split(strings.TrimSpace(vkeys), "\n")[0])
	must(err, "vkey")
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	must(err, "signature")
	lines := strings.Split(opened.Text, "\n")
	require(len(lines) == 4 && lines[0] == verifier.Name(), "origin")
	hash, err := tlog.ParseHash(lines[2])
	must(err, "root")
	return tlog.Tree{N: number(lines[1]), Hash: hash}
}

func checkGrowth(b bundle, folder string, now tlog.Tree, vkeys string) bool {
	if b[folder+"consistency.txt"] == nil {
		return false
	}
	before := open(b.text(folder+"checkpoint.previous"), vkeys)
	lines := strings.Split(strings.SplitN(b.text(folder+"consistency.txt"), "\n\n", 2)[0], "\n")
	require(lines[0] == fmt.Sprintf("old %d", before.N), "the proof of growth begins elsewhere")
	proof := tlog.TreeProof{}
	for _, line := range lines[1:] {
		hash, err := tlog.ParseHash(line)
		must(err, "hash of a proof")
		proof = append(proof, hash)
	}
	must(tlog.CheckTree(proof, now.N, now.Hash, before.N, before.Hash), "growth")
	return true
}

func main() {
	archive, err := zip.OpenReader(os.Args[1])
	must(err, "zip")
	b := bundle{}
	for _, file := range archive.File {
		b[file.Name] = file
	}
	var manifest struct {
		Parts int
		Logs  []struct{ Name string }
	}
	must(json.Unmarshal([]byte(b.text("manifest.json")), &manifest), "manifest")
	logs, grown := map[string]*log{}, 0
	for _, entry := range manifest.Logs {
		folder := "logs/" + entry.Name + "/"
		vkeys := b.text(folder + "log.vkey")
		tree := open(b.text(folder+"checkpoint"), vkeys)
		if checkGrowth(b, folder, tree, vkeys) {
			grown++
		}
		logs[entry.Name] = &log{tree: tree}
	}
	entries := readLines(b, manifest.Parts, logs)
	whole := 0
	for name, l := range logs {
		reader := tlog.TileHashReader(l.tree, tiles{b, "logs/" + name + "/"})
		checkLeaves(l, reader)
		if isWhole(l) {
			whole++
		}
	}
	fmt.Println("ACCEPTED", entries, "entries,", len(logs), "logs,", grown, "grown,", whole, "recomputed whole")
}

func readLines(b bundle, parts int, logs map[string]*log) int {
	places := bufio.NewScanner(b.open("index.csv"))
	require(places.Scan() && places.Text() == "rail;position;log;index", "heading")
	entries := 0
	for part := 1; part <= parts; part++ {
		lines := bufio.NewScanner(b.open(fmt.Sprintf("entries/part-%04d.ndjson", part)))
		lines.Buffer(make([]byte, 1<<16), 1<<20)
		for lines.Scan() {
			require(places.Scan(), "a line without a place")
			fields := strings.Split(places.Text(), ";")
			l := logs[fields[2]]
			require(l != nil, "a log that is not there")
			l.indexes = append(l.indexes, number(fields[3]))
			l.leaves = append(l.leaves, tlog.RecordHash(lines.Bytes()))
			entries++
		}
		must(lines.Err(), "entries")
	}
	require(!places.Scan(), "a place without a line")
	return entries
}

// checkLeaves reads leaf hashes a page at a time through the tiles.
func checkLeaves(l *log, reader tlog.HashReader) {
	for from := 0; from < len(l.indexes); from += 4096 {
		until := from + 4096
		if until > len(l.indexes) {
			until = len(l.indexes)
		}
		stored := []int64{}
		for _, index := range l.indexes[from:until] {
			stored = append(stored, tlog.StoredHashIndex(0, index))
		}
		hashes, err := reader.ReadHashes(stored)
		must(err, "tiles")
		for i, hash := range hashes {
			require(hash == l.leaves[from+i], fmt.Sprintf("entry %d is not the one that was logged", l.indexes[from+i]))
		}
	}
}

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = s[index]
	}
	return out, nil
}

// isWhole recomputes the root from the lines alone, when the extract begins at entry 0 and has every one up to the checkpoint.
func isWhole(l *log) bool {
	if int64(len(l.leaves)) != l.tree.N {
		return false
	}
	var hashes stored
	for i, leaf := range l.leaves {
		require(l.indexes[i] == int64(i), "the order of entries")
		more, err := tlog.StoredHashesForRecordHash(int64(i), leaf, hashes)
		must(err, "entry")
		hashes = append(hashes, more...)
	}
	root, err := tlog.TreeHash(l.tree.N, hashes)
	must(err, "tree hash")
	require(root == l.tree.Hash, "root recomputed from the entries")
	return true
}
