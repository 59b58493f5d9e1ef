// SPDX-License-Identifier: Apache-2.0
package fi.lupa.deploy.checks;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;

/**
 * What we use of CloudNativePG's {@code Cluster}, written down from its API reference (1.29), since no types of it are published for Java: a
 * misspelt member or a value of another type is noticed, a member that the reference does not have is not.
 */
record PostgresCluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {

    record Spec(int instances, boolean enableSuperuserAccess, Storage storage, Postgresql postgresql) {}

    record Storage(String size) {}

    record Postgresql(Synchronous synchronous, Map<String, String> parameters) {}

    record Synchronous(Method method, int number, DataDurability dataDurability) {}

    /** Which servers must have what is acknowledged: any of them, or the first that are there. */
    enum Method {
        @JsonProperty("any")
        ANY,
        @JsonProperty("first")
        FIRST
    }

    /** Whether writing stops when there are too few of them. */
    enum DataDurability {
        @JsonProperty("required")
        REQUIRED,
        @JsonProperty("preferred")
        PREFERRED
    }
}
