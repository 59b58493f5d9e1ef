// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How many bytes a stack holds of what, as it is now: databases, topics, the index of preference-service. */
final class StoredSizes {

    private static final String INDEX = "lupa_index_bytes";
    private static final String OURS = "lupa.";
    private static final String SEGMENT = ".log";

    private final Stack stack;
    private final ServiceMetrics index;

    StoredSizes(Stack stack) {
        this.stack = stack;
        this.index = new ServiceMetrics(stack.service(Service.PREFERENCE).port());
    }

    Map<String, Long> now() throws IOException, SQLException {
        Map<String, Long> sizes = new TreeMap<>();
        for (Service service : Service.values()) {
            sizes.put("database of " + service.title(), database(service));
        }
        sizes.put("memory of preference-service: its index", (long) index.value(INDEX));
        sizes.putAll(topics(stack.kafka().directory().resolve("data")));
        return sizes;
    }

    private long database(Service service) throws SQLException {
        try (Connection superuser = stack.postgres().connect(service.database());
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Bytes of the segments of each of our topics; their indexes are small, but their files are made large beforehand. */
    static Map<String, Long> topics(Path data) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> partitions = Files.list(data)) {
            for (Path partition : partitions.toList()) {
                String name = String.valueOf(partition.getFileName());
                if (name.startsWith(OURS)) {
                    sizes.merge("topic " + name.substring(0, name.lastIndexOf('-')), segments(partition), Long::sum);
                }
            }
        }
        return sizes;
    }

    private static long segments(Path partition) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(partition)) {
            for (Path file : files.toList()) {
                bytes += file.toString().endsWith(SEGMENT) ? Files.size(file) : 0;
            }
        }
        return bytes;
    }
}
