// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.extract;

import fi.lupa.audit.extract.asic.Container;
import fi.lupa.audit.merkle.TileId;
import fi.lupa.audit.serving.TenantReads;
import fi.lupa.audit.tiles.StoredTiles;
import fi.lupa.audit.tiles.TilesUnreadableException;
import fi.lupa.platform.id.TenantId;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes the tiles that prove each entry: those above it, and the right edge of the tree, from which the signed root follows. They
 * lie as c2sp.org/tlog-tiles names them. What is remembered is which were written.
 */
final class TileParts {

    private static final String TYPE = "application/octet-stream";

    private final Container container;
    private final BundlePlan plan;
    private final TenantReads reads;
    private final Map<String, Set<TileId>> written = new HashMap<>();
    private final Map<String, LogPapers> papers = new HashMap<>();

    TileParts(Container container, BundlePlan plan, TenantReads reads) {
        this.container = container;
        this.plan = plan;
        this.reads = reads;
        plan.papers().forEach(log -> papers.put(log.log().name(), log));
    }

    void add(WalkedEntry entry) throws IOException {
        LogPapers log = papers.get(entry.log());
        if (log == null || entry.index() >= log.log().size()) {
            throw new NotAsLoggedException("an entry that no checkpoint of the extract vouches for");
        }
        if (!entry.shown()) {
            return;
        }
        long size = log.log().size();
        long hash = entry.index();
        for (int level = 0; hash < TileId.hashesOf(level, size); level++, hash /= TileId.FULL) {
            if (!add(log, level, hash / TileId.FULL)) {
                return;
            }
        }
    }

    void end() throws IOException {
        for (LogPapers log : plan.papers()) {
            long size = log.log().size();
            for (int level = 0; TileId.hashesOf(level, size) > 0; level++) {
                long hashes = TileId.hashesOf(level, size);
                if (hashes % TileId.FULL > 0) {
                    add(log, level, hashes / TileId.FULL);
                }
            }
        }
    }

    /** Returns whether the tile was not there yet; if it was, so were those above it. */
    private boolean add(LogPapers log, int level, long index) throws IOException {
        long hashes = TileId.hashesOf(level, log.log().size()) - index * TileId.FULL;
        TileId id = new TileId(level, index, (int) Math.min(TileId.FULL, hashes));
        boolean fresh = written.computeIfAbsent(log.log().name(), none -> new HashSet<>())
                .add(id);
        if (fresh) {
            container.add(log.folder() + "tile/" + id.path(), TYPE, bytes(log, id));
        }
        return fresh;
    }

    private byte[] bytes(LogPapers log, TileId id) {
        return reads.read(new TenantId(plan.extract().tenant()), connection -> {
            try {
                return new StoredTiles(
                                connection, plan.extract().tenant(), log.log().year())
                        .tile(id)
                        .bytes();
            } catch (TilesUnreadableException e) {
                throw e.failure();
            }
        });
    }
}
