// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Kubernetes objects of one folder. */
record Manifests(JsonNode kustomization, List<JsonNode> objects) {

    private static final Set<String> WORKLOADS = Set.of("Deployment", "Job");

    /** Reads the files that the folder's kustomization names. */
    static Manifests of(String folder) {
        JsonNode kustomization =
                Project.yaml(Project.path(folder + "/kustomization.yaml")).get(0);
        List<JsonNode> objects = Project.members(kustomization.get("resources"))
                .flatMap(file -> Project.yaml(Project.path(folder + "/" + file.asText())).stream())
                .toList();
        return new Manifests(kustomization, objects);
    }

    static JsonNode container(JsonNode workload) {
        return workload.at("/spec/template/spec/containers/0");
    }

    /** Says whether these labels satisfy a selector. */
    static boolean contains(JsonNode labels, JsonNode selector) {
        return selector.properties().stream().allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.get("kind").asText().equals(kind))
                .toList();
    }

    JsonNode the(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    Set<String> names(String kind) {
        return all(kind).stream().map(Manifests::name).collect(Collectors.toCollection(TreeSet::new));
    }

    Stream<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> WORKLOADS.contains(object.get("kind").asText()));
    }

    /** The labels by which services, budgets, policies and affinities find pods. */
    List<JsonNode> selectors() {
        Stream<JsonNode> services = all("Service").stream().map(service -> service.at("/spec/selector"));
        Stream<JsonNode> others = objects.stream()
                .flatMap(object -> Stream.of("selector", "podSelector", "labelSelector")
                        .flatMap(member -> object.findValues(member).stream()))
                .map(selector -> selector.get("matchLabels"))
                .filter(labels -> labels != null);
        return Stream.concat(services, others).toList();
    }

    /** Who may reach which pods of ours, as the policies of one direction name pods: {@code caller > called:port}. */
    List<String> reaches(String direction) {
        boolean goesOut = direction.equals("Egress");
        return all("NetworkPolicy").stream()
                .map(policy -> policy.get("spec"))
                .flatMap(spec -> Project.members(spec.path(goesOut ? "egress" : "ingress"))
                        .flatMap(rule -> Project.members(rule.path(goesOut ? "to" : "from"))
                                .filter(peer -> peer.has("podSelector"))
                                .map(peer -> reach(goesOut ? spec : peer, goesOut ? peer : spec, rule))))
                .toList();
    }

    private static String reach(JsonNode caller, JsonNode called, JsonNode rule) {
        return pod(caller) + " > " + pod(called) + ":"
                + rule.at("/ports/0/port").asInt();
    }

    private static String pod(JsonNode selecting) {
        return selecting
                .get("podSelector")
                .get("matchLabels")
                .get("app.kubernetes.io/name")
                .asText();
    }

    /** The config maps that are there, also those made of files. */
    Set<String> configMaps() {
        Set<String> names = names("ConfigMap");
        kustomization
                .get("configMapGenerator")
                .forEach(made -> names.add(made.get("name").asText()));
        return names;
    }

    static Stream<String> configMaps(JsonNode workload) {
        return Stream.concat(workload.findValues("configMapRef").stream(), workload.findValues("configMap").stream())
                .map(reference -> reference.get("name").asText());
    }

    static Stream<String> claims(JsonNode workload) {
        return workload.findValuesAsText("claimName").stream();
    }

    /** Every key of a secret that a workload takes, as {@code secret/key}. */
    static Stream<String> secretKeys(JsonNode workload) {
        Stream<String> variables = workload.findValues("secretKeyRef").stream()
                .map(reference -> reference.get("name").asText() + "/"
                        + reference.get("key").asText());
        Stream<String> files = workload.findValues("secret").stream()
                .flatMap(volume -> Project.members(volume.get("items"))
                        .map(item -> volume.get("secretName").asText() + "/"
                                + item.get("key").asText()));
        return Stream.concat(variables, files);
    }

    /** The names of all environment variables of a workload. */
    Set<String> variables(JsonNode workload) {
        Set<String> names = new TreeSet<>();
        Project.members(container(workload).get("env"))
                .forEach(variable -> names.add(variable.get("name").asText()));
        workload.findValues("configMapRef").stream()
                .map(reference -> the("ConfigMap", reference.get("name").asText()))
                .forEach(map -> map.get("data").fieldNames().forEachRemaining(names::add));
        return names;
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }
}
