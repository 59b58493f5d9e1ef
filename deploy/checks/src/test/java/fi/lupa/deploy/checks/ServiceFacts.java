// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a service's own files say about it: its port, the settings it knows, those it cannot do without. */
final class ServiceFacts {

    private static final Pattern PORT = Pattern.compile("^quarkus\\.http\\.port=(\\d+)$", Pattern.MULTILINE);
    private static final Pattern SETTING = Pattern.compile("^(?:%[\\w,]+\\.)?([a-z][\\w.-]*)=(.*)$", Pattern.MULTILINE);
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"");
    private static final Pattern MEMBER = Pattern.compile(
            "^    [A-Z]\\w*(?:<\\w+>)? (\\w+)\\(\\);|^    (?:boolean|int|long) (\\w+)\\(\\);", Pattern.MULTILINE);
    private static final Pattern PROPERTY = Pattern.compile("@ConfigProperty\\(name = \"([^\"]+)\"");

    /** Settings of the platform that an installation may want and the local stack does without. */
    private static final Set<String> PLATFORM = Set.of(
            "kafka.sasl.jaas.config",
            "kafka.sasl.mechanism",
            "kafka.security.protocol",
            "kafka.ssl.truststore.certificates",
            "kafka.ssl.truststore.type",
            "quarkus.flyway.migrate-at-start",
            "quarkus.http.proxy.proxy-address-forwarding",
            "quarkus.init-and-exit",
            "quarkus.mailer.username",
            "quarkus.mailer.password",
            "quarkus.mailer.start-tls",
            "quarkus.shutdown.timeout");

    private ServiceFacts() {}

    static int port(String service) {
        Matcher port = PORT.matcher(properties(service));
        if (!port.find()) {
            throw new AssertionError(service + " says no port");
        }
        return Integer.parseInt(port.group(1));
    }

    static String properties(String service) {
        return Project.text(service + "/src/main/resources/application.properties");
    }

    /** Says whether an environment variable sets something that the service reads. */
    static boolean knows(String service, String variable) {
        Stream<String> own = Stream.of(service, "platform")
                .flatMap(module -> Project.sources(module).stream())
                .flatMap(ServiceFacts::mapped);
        Stream<String> wired =
                Stream.of(properties(service), localStack(service)).flatMap(ServiceFacts::keys);
        return Stream.of(own, wired, PLATFORM.stream()).flatMap(keys -> keys).anyMatch(key -> variable(key)
                .equals(variable));
    }

    /** The variables without which it does not start, not safely, or not with all it can do: whatever the local stack fills in, but for the port. */
    static Set<String> needed(String service) {
        return SETTING.matcher(localStack(service))
                .results()
                .filter(setting -> setting.group(2).contains("${"))
                .map(setting -> variable(setting.group(1)))
                .filter(variable -> !variable.equals("QUARKUS_HTTP_PORT"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The environment variable of a key, as MicroProfile Config maps them. */
    static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String localStack(String service) {
        return Project.text("deploy/local/stack/src/main/resources/config/" + service + ".properties");
    }

    private static Stream<String> keys(String properties) {
        return SETTING.matcher(properties).results().map(setting -> setting.group(1));
    }

    private static Stream<String> mapped(Path file) {
        String source = Project.text(file);
        Stream<String> single = PROPERTY.matcher(source).results().map(property -> property.group(1));
        Matcher prefix = PREFIX.matcher(source);
        if (!prefix.find()) {
            return single;
        }
        Stream<String> members = MEMBER.matcher(source)
                .results()
                .map(member -> member.group(1) == null ? member.group(2) : member.group(1))
                .map(name -> prefix.group(1) + "."
                        + name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        return Stream.concat(single, members);
    }
}
