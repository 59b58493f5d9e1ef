// SPDX-License-Identifier: Apache-2.0

// Checks a log with golang.org/x/mod/sumdb, which nobody of this project wrote: the signature of its checkpoint, the root from
// its entries, its tiles, and each proof of a list, which must also be the very proof that this implementation makes.
//
// It reads a directory: log.vkey, checkpoint, entries (a line each), tile/..., and proofs with lines
// "inclusion SIZE INDEX HASH..." and "consistency SIZE FROM HASH...", hashes in base64.
package main

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	out := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		out[i] = s[index]
	}
	return out, nil
}

type tileFiles struct{ dir string }

func (t tileFiles) Height() int { return 8 }

func (t tileFiles) SaveTiles(tiles []tlog.Tile, data [][]byte) {}

func (t tileFiles) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	out := make([][]byte, len(tiles))
	for i, tile := range tiles {
		data, err := os.ReadFile(filepath.Join(t.dir, strings.Replace(tile.Path(), "tile/8/", "tile/", 1)))
		if err != nil {
			return nil, err
		}
		out[i] = data
	}
	return out, nil
}

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

func head(dir string) tlog.Tree {
	vkey, err := os.ReadFile(filepath.Join(dir, "log.vkey"))
	must(err, "log.vkey")
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	must(err, "vkey")
	signed, err := os.ReadFile(filepath.Join(dir, "checkpoint"))
	must(err, "checkpoint")
	opened, err := note.Open(signed, note.VerifierList(verifier))
	must(err, "signature")
	lines := strings.Split(opened.Text, "\n")
	require(len(lines) == 4 && lines[0] == verifier.Name(), "origin")
	hash, err := tlog.ParseHash(lines[2])
	must(err, "root")
	return tlog.Tree{N: number(lines[1]), Hash: hash}
}

func entries(dir string) stored {
	data, err := os.ReadFile(filepath.Join(dir, "entries"))
	must(err, "entries")
	var hashes stored
	for i, line := range bytes.Split(bytes.TrimSuffix(data, []byte("\n")), []byte("\n")) {
		more, err := tlog.StoredHashes(int64(i), line, hashes)
		must(err, "entry")
		hashes = append(hashes, more...)
	}
	return hashes
}

func proof(fields []string) []tlog.Hash {
	hashes := []tlog.Hash{}
	for _, field := range fields {
		hash, err := tlog.ParseHash(field)
		must(err, "hash of a proof")
		hashes = append(hashes, hash)
	}
	return hashes
}

func equal(a, b []tlog.Hash) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func check(line string, hashes stored) {
	fields := strings.Fields(line)
	size, at, given := number(fields[1]), number(fields[2]), proof(fields[3:])
	root, err := tlog.TreeHash(size, hashes)
	must(err, "tree hash")
	if fields[0] == "inclusion" {
		must(tlog.CheckRecord(tlog.RecordProof(given), size, root, at, hashes[tlog.StoredHashIndex(0, at)]), line)
		own, err := tlog.ProveRecord(size, at, hashes)
		must(err, line)
		require(equal(own, given), line)
		return
	}
	older, err := tlog.TreeHash(at, hashes)
	must(err, "tree hash")
	must(tlog.CheckTree(tlog.TreeProof(given), size, root, at, older), line)
	own, err := tlog.ProveTree(size, at, hashes)
	must(err, line)
	require(equal(own, given), line)
}

func main() {
	dir := os.Args[1]
	tree := head(dir)
	hashes := entries(dir)
	require(int64(len(hashes)) == tlog.StoredHashCount(tree.N), "number of entries")
	root, err := tlog.TreeHash(tree.N, hashes)
	must(err, "tree hash")
	require(root == tree.Hash, "root recomputed from the entries")

	reader := tlog.TileHashReader(tree, tileFiles{dir})
	for index := int64(0); index < tree.N; index += 1 + tree.N/97 {
		fromTiles, err := tlog.ProveRecord(tree.N, index, reader)
		must(err, "proof from tiles")
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
		must(err, "leaf from tiles")
		require(leaf[0] == hashes[tlog.StoredHashIndex(0, index)], "leaf hash in a tile")
		must(tlog.CheckRecord(fromTiles, tree.N, tree.Hash, index, leaf[0]), "inclusion from tiles")
	}

	file, err := os.Open(filepath.Join(dir, "proofs"))
	must(err, "proofs")
	lines := bufio.NewScanner(file)
	count := 0
	for lines.Scan() {
		check(lines.Text(), hashes)
		count++
	}
	must(lines.Err(), "proofs")
	fmt.Println("ACCEPTED", tree.N, "entries", count, "proofs")
}
