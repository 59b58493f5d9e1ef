// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One setting of a service.
 *
 * @param key its name
 * @param type what its value is
 * @param preset its default; empty without one
 * @param isNeeded whether the service does not start without it
 * @param words what it means; empty where the sources do not say
 */
record Setting(String key, String type, String preset, boolean isNeeded, String words) {

    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MEMBER = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s+((?:@\\w+(?:\\(\"[^\"]*\"\\))?\\s+)*)([\\w<>]+|Map<String, \\w+>) (\\w+)\\(\\);",
            Pattern.DOTALL);
    /** As many as there are names: none is needed. */
    private static final Pattern MANY = Pattern.compile("Map<String, (\\w+)>");

    private static final Pattern ANY_MEMBER =
            Pattern.compile("^ {4}(?: {4})?(?:[\\w<>]+|Map<String, \\w+>) \\w+\\(\\);$", Pattern.MULTILINE);
    private static final Pattern NESTED =
            Pattern.compile("^ {4}interface (\\w+) \\{$(.*?)^ {4}}$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile(
            "@ConfigProperty\\(\\s*name = \"([^\"]+)\"(?:,\\s*defaultValue = \"([^\"]*)\")?\\)\\s+([\\w<>]+) ");
    private static final Pattern SCHEDULED = Pattern.compile("every = \"\\{([^}]+)}\"");
    private static final Pattern ASKED =
            Pattern.compile("(?:size\\(config, |getOptionalValues?\\()\"(lupa\\.[a-z.-]+)\"");
    private static final Pattern WIRED = Pattern.compile("^([a-z][\\w.-]*)=(.*)$", Pattern.MULTILINE);

    /** All settings of a service that are its own or that somebody must give it, by name. */
    static List<Setting> of(String service) {
        Map<String, Setting> settings = new TreeMap<>(Comparator.naturalOrder());
        Stream.of(service, "platform")
                .flatMap(module -> Project.sources(module).stream())
                .map(Project::text)
                .flatMap(source -> Stream.of(mapped(source), injected(source), scheduled(source), asked(source))
                        .flatMap(found -> found))
                .forEach(setting -> settings.merge(setting.key(), setting, Setting::moreTold));
        outside(service).forEach(setting -> settings.putIfAbsent(setting.key(), setting));
        Map<String, String> wired = wired(ServiceFacts.properties(service));
        return settings.values().stream()
                .map(setting -> wired.containsKey(setting.key()) ? setting.preset(wired.get(setting.key())) : setting)
                .toList();
    }

    private Setting preset(String value) {
        return new Setting(key, type, value, false, words);
    }

    Setting words(String said) {
        return new Setting(key, type, preset, isNeeded, said);
    }

    private static Setting moreTold(Setting one, Setting other) {
        return one.words.isEmpty() ? other : one;
    }

    /** The members of a configuration interface; each must have its words, or the page would hide it. */
    private static Stream<Setting> mapped(String source) {
        Matcher mapping = MAPPING.matcher(source);
        if (!mapping.find()) {
            return Stream.empty();
        }
        Map<String, String> nested = new LinkedHashMap<>();
        NESTED.matcher(source).results().forEach(inner -> nested.put(inner.group(1), inner.group(2)));
        String outer = NESTED.matcher(source.substring(mapping.end())).replaceAll("");
        return members(mapping.group(1), outer, nested).stream();
    }

    private static List<Setting> members(String prefix, String body, Map<String, String> nested) {
        List<Setting> settings = new ArrayList<>();
        List<MatchResult> members = MEMBER.matcher(body).results().toList();
        if (members.size() != ANY_MEMBER.matcher(body).results().count()) {
            throw new AssertionError("a setting of " + prefix + " does not say what it is");
        }
        for (MatchResult member : members) {
            String key = prefix + "." + annotated(member.group(2), "WithName", kebab(member.group(4)));
            if (nested.containsKey(member.group(3))) {
                settings.addAll(members(key, nested.get(member.group(3)), nested));
                continue;
            }
            Matcher many = MANY.matcher(member.group(3));
            if (many.matches()) {
                members(key + ".NAME", nested.getOrDefault(many.group(1), ""), nested).stream()
                        .map(setting -> setting.preset(setting.preset()))
                        .forEach(settings::add);
                continue;
            }
            String preset = annotated(member.group(2), "WithDefault", "");
            boolean isNeeded = preset.isEmpty() && !member.group(3).startsWith("Optional");
            settings.add(new Setting(key, plain(member.group(3)), preset, isNeeded, sentence(member.group(1))));
        }
        return settings;
    }

    private static Stream<Setting> injected(String source) {
        return PROPERTY.matcher(source)
                .results()
                .map(property -> new Setting(
                        property.group(1),
                        plain(property.group(3)),
                        property.group(2) == null ? "" : property.group(2),
                        property.group(2) == null,
                        ""));
    }

    private static Stream<Setting> scheduled(String source) {
        return SCHEDULED.matcher(source).results().map(every -> new Setting(every.group(1), "duration", "", true, ""));
    }

    private static Stream<Setting> asked(String source) {
        return ASKED.matcher(source).results().map(asked -> new Setting(asked.group(1), "text", "", false, ""));
    }

    /** What even the local stack must fill in. */
    private static Stream<Setting> outside(String service) {
        return wired(Project.text("deploy/local/stack/src/main/resources/config/" + service + ".properties"))
                .entrySet()
                .stream()
                .filter(setting -> setting.getValue().contains("${"))
                .map(setting -> new Setting(
                        setting.getKey(), setting.getKey().endsWith(".port") ? "number" : "text", "", true, ""));
    }

    private static Map<String, String> wired(String properties) {
        Map<String, String> wired = new LinkedHashMap<>();
        WIRED.matcher(properties).results().forEach(line -> wired.put(line.group(1), line.group(2)));
        return wired;
    }

    private static String annotated(String annotations, String name, String otherwise) {
        Matcher found = Pattern.compile("@" + name + "\\(\"([^\"]*)\"\\)").matcher(annotations);
        return found.find() ? found.group(1) : otherwise;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static String plain(String type) {
        return switch (type) {
            case "Path", "Optional<Path>" -> "file or directory";
            case "String", "Optional<String>" -> "text";
            case "URI", "Optional<URI>" -> "URL";
            case "int", "long", "double", "OptionalInt" -> "number";
            case "boolean" -> "true or false";
            case "MemorySize" -> "size";
            case "List<String>", "Optional<List<String>>" -> "list";
            case "Duration" -> "duration";
            default -> type;
        };
    }

    private static String sentence(String javadoc) {
        return javadoc.replaceAll("\\s*\\n\\s*\\*\\s?", " ")
                .replaceAll("\\{@(?:code|link) ([^}]*)}", "`$1`")
                .strip();
    }
}
