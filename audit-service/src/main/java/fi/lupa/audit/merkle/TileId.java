// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.merkle;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a tile as in C2SP's tlog-tiles: 256 neighbouring hashes, or the first {@code width} of them.
 *
 * @param level 0 for leaf hashes; each hash of a level above is the root of a full tile of the level below
 * @param index counted from the left
 * @param width 256 for a full tile
 */
public record TileId(int level, long index, int width) {

    /** How many hashes a full tile has. */
    public static final int FULL = 256;

    /** How many levels of the tree a tile spans. */
    public static final int HEIGHT = 8;

    /** No tree of this world has a tile above. */
    public static final int HIGHEST_LEVEL = 63;

    private static final int GROUP = 1000;
    private static final int DEEPEST_LEVEL_OF_A_LONG = 7;
    private static final Pattern PATH =
            Pattern.compile("(0|[1-9]\\d?|entries)/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/([1-9]\\d{0,2}))?");

    /** Refuses what no tree can have. */
    public TileId {
        if (level < 0 || level > HIGHEST_LEVEL || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("no tile of a tree");
        }
    }

    /** Returns the tile of that place that is full. */
    public static TileId full(int level, long index) {
        return new TileId(level, index, FULL);
    }

    /** Returns how many hashes of a level a tree of that size has. */
    public static long hashesOf(int level, long size) {
        return level > DEEPEST_LEVEL_OF_A_LONG ? 0 : size >>> (HEIGHT * level);
    }

    /** Says whether a tree of that size has all hashes of this tile. */
    public boolean isWithin(long size) {
        long hashes = hashesOf(level, size);
        return index < hashes / FULL || (index == hashes / FULL && width <= hashes % FULL);
    }

    public boolean isFull() {
        return width == FULL;
    }

    /** Returns the path after {@code tile/}. */
    public String path() {
        return path(Integer.toString(level));
    }

    /** Returns the path after {@code tile/} of the bundle of this tile's entries. */
    public String entriesPath() {
        return path("entries");
    }

    private String path(String first) {
        StringBuilder groups = new StringBuilder("%03d".formatted(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            groups.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return first + "/" + groups + (isFull() ? "" : ".p/" + width);
    }

    /** Returns the tile of a path after {@code tile/}, none if it is not written exactly as {@link #path} writes it. */
    public static Optional<TileId> ofPath(String path) {
        return parse(path).filter(tile -> tile.path().equals(path));
    }

    /** Returns the tile of leaf hashes whose entries the path names, none if it is not written exactly so. */
    public static Optional<TileId> ofEntriesPath(String path) {
        return parse(path).filter(tile -> tile.entriesPath().equals(path));
    }

    private static Optional<TileId> parse(String path) {
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int level = matcher.group(1).equals("entries") ? 0 : Integer.parseInt(matcher.group(1));
        long index = Long.parseLong(matcher.group(2).replace("x", "").replace("/", ""));
        int width = matcher.group(3) == null ? FULL : Integer.parseInt(matcher.group(3));
        return level > HIGHEST_LEVEL || width > FULL ? Optional.empty() : Optional.of(new TileId(level, index, width));
    }
}
