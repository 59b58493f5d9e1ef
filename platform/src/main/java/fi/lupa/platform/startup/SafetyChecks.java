// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.startup;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The conditions under which production must not start, one row each. */
final class SafetyChecks {

    private static final Set<String> HARMLESS_SCHEMA_STRATEGIES = Set.of("none", "validate");
    private static final Set<String> SAMPLE_PASSWORDS = Set.of(
            "", "admin", "changeit", "changeme", "lupa", "password", "postgres", "quarkus", "root", "secret", "test");
    private static final Pattern SCHEMA_KEY = Pattern.compile(
            "quarkus\\.hibernate[.-]orm\\.(?:[^.]+\\.)?(?:schema[.-]management\\.strategy|database\\.generation)");
    private static final Pattern JAAS_KEY = Pattern.compile("kafka\\.sasl\\.jaas\\.config");
    private static final Pattern JAAS_PASSWORD = Pattern.compile("password\\s*=\\s*\"?([^\";\\s]*)");
    private static final Pattern TRUST_KEY = Pattern.compile("quarkus\\.tls\\.(?:[^.]+\\.)?trust[.-]all");
    private static final Pattern OIDC_TLS_KEY = Pattern.compile("quarkus\\.oidc\\.(?:[^.]+\\.)?tls\\.verification");
    private static final Pattern BROKER_NAME_KEY =
            Pattern.compile("kafka\\.ssl\\.endpoint\\.identification\\.algorithm");
    private static final Pattern PASSWORD_KEY = Pattern.compile("(?:quarkus|lupa|kafka)\\..*(?:password|secret)");

    static final List<SafetyCheck> ALL = List.of(
            new SafetyCheck("the database schema may be changed by Hibernate", SafetyChecks::hibernateChangesSchema),
            new SafetyCheck("the OIDC issuer is missing", isMissing("quarkus.oidc.auth-server-url")),
            new SafetyCheck("the OIDC audience is missing", SafetyChecks::audienceIsOpen),
            new SafetyCheck("CORS allows every origin", SafetyChecks::corsIsOpen),
            new SafetyCheck("Swagger UI is served", SafetyChecks::swaggerUiIsServed),
            new SafetyCheck("dev services are on", isOn("quarkus.devservices.enabled")),
            new SafetyCheck("a known sample password is used", SafetyChecks::samplePasswordIsUsed),
            new SafetyCheck("a certificate is not verified", SafetyChecks::certificateIsNotVerified),
            new SafetyCheck("the clock's zone is not UTC", SafetyChecks::zoneIsNotUtc));

    private SafetyChecks() {}

    /** Returns the names of all checks that the configuration fails. */
    static List<String> failures(ConfigView config) {
        return ALL.stream()
                .filter(check -> check.isUnsafe().test(config))
                .map(SafetyCheck::name)
                .toList();
    }

    private static boolean hibernateChangesSchema(ConfigView config) {
        return anyValue(
                config, SCHEMA_KEY, value -> !HARMLESS_SCHEMA_STRATEGIES.contains(value.toLowerCase(Locale.ROOT)));
    }

    private static boolean audienceIsOpen(ConfigView config) {
        String audience = config.value("quarkus.oidc.token.audience").orElse("").strip();
        return audience.isEmpty() || "any".equals(audience);
    }

    /** Without a list of origins Quarkus allows those of the same host only; a star or a match-all pattern opens it. */
    private static boolean corsIsOpen(ConfigView config) {
        String origins = config.value("quarkus.http.cors.origins").orElse("").replace(" ", "");
        return List.of(origins.split(",", -1)).stream().anyMatch(Set.of("*", "/.*/", "/.+/")::contains);
    }

    /** The page is in the build, for the local stack; production switches it off. */
    private static boolean swaggerUiIsServed(ConfigView config) {
        return isOn("quarkus.swagger-ui.always-include").test(config)
                && config.value("quarkus.swagger-ui.enabled")
                        .filter("false"::equalsIgnoreCase)
                        .isEmpty();
    }

    private static boolean samplePasswordIsUsed(ConfigView config) {
        return anyValue(config, PASSWORD_KEY, SafetyChecks::isSample)
                || anyValue(config, JAAS_KEY, jaas -> {
                    Matcher password = JAAS_PASSWORD.matcher(jaas);
                    return password.find() && isSample(password.group(1));
                });
    }

    private static boolean isSample(String password) {
        return SAMPLE_PASSWORDS.contains(password.toLowerCase(Locale.ROOT));
    }

    /** Somebody has switched off what makes TLS a protection. Whether there is TLS at all is the network's business. */
    private static boolean certificateIsNotVerified(ConfigView config) {
        return anyValue(config, TRUST_KEY, "true"::equalsIgnoreCase)
                || anyValue(config, OIDC_TLS_KEY, value -> !"required".equalsIgnoreCase(value))
                || anyKey(config, BROKER_NAME_KEY, key -> !"https"
                        .equalsIgnoreCase(config.value(key).orElse("")));
    }

    private static boolean zoneIsNotUtc(ConfigView config) {
        return !ZoneId.of(config.zone()).getRules().equals(ZoneOffset.UTC.getRules());
    }

    private static Predicate<ConfigView> isMissing(String key) {
        return config -> config.value(key).filter(value -> !value.isBlank()).isEmpty();
    }

    private static Predicate<ConfigView> isOn(String key) {
        return config -> config.value(key).filter("true"::equalsIgnoreCase).isPresent();
    }

    private static boolean anyValue(ConfigView config, Pattern keys, Predicate<String> isUnsafe) {
        return anyKey(config, keys, key -> config.value(key).filter(isUnsafe).isPresent());
    }

    private static boolean anyKey(ConfigView config, Pattern keys, Predicate<String> isUnsafe) {
        for (String key : config.names()) {
            if (keys.matcher(dotted(key)).matches() && isUnsafe.test(key)) {
                return true;
            }
        }
        return false;
    }

    /** The environment is listed under its own names. */
    private static String dotted(String key) {
        return key.equals(key.toUpperCase(Locale.ROOT))
                ? key.toLowerCase(Locale.ROOT).replace('_', '.')
                : key;
    }
}
