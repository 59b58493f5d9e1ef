// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import fi.lupa.local.stack.Folder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the images: {@code ROOT VERSION BASE [--trained-by JAVA_HOME] [REGISTRY]}. */
public final class Main {

    private static final int LEAST = 3;
    private static final String TRAINED = "--trained-by";

    private Main() {}

    /** Without a registry, one tar file a service is written to {@code deploy/images/target}; with one, the images are pushed to it. */
    public static void main(String[] args) throws Exception {
        List<String> more = new ArrayList<>(List.of(args).subList(Math.min(LEAST, args.length), args.length));
        Optional<String> jdk = taken(more, TRAINED);
        if (args.length < LEAST || more.size() > 1) {
            System.err.println("ROOT VERSION BASE [" + TRAINED + " JAVA_HOME] [REGISTRY]");
            System.exit(2);
            return;
        }
        Path root = Path.of(args[0]);
        Path out = Files.createDirectories(root.resolve("deploy/images/target"));
        Optional<Path> trained = Optional.empty();
        if (jdk.isPresent()) {
            // A cache names the folder that its jars lay in: none of this machine's.
            trained = Optional.of(Files.createTempDirectory("lupa-trained"));
            new Training(root, Path.of(jdk.get(), "bin", "java"), System.out::println).into(trained.get());
        }
        for (ServiceImage image : ServiceImage.of(root, args[1])) {
            make(image, args[2], trained, more.stream().findFirst(), out);
        }
        if (trained.isPresent()) {
            Folder.delete(trained.get());
        }
    }

    /** The word after an option; both are taken away. */
    private static Optional<String> taken(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0 || at == words.size() - 1) {
            return Optional.empty();
        }
        words.remove(at);
        return Optional.of(words.remove(at));
    }

    private static void make(
            ServiceImage image, String base, Optional<Path> trained, Optional<String> registry, Path out)
            throws Exception {
        String name = "lupa/" + image.service() + ":" + image.version();
        Path tar = out.resolve(image.service() + ".tar");
        Containerizer taker = registry.isPresent()
                ? Containerizer.to(registry(registry.get() + "/" + name))
                : Containerizer.to(TarImage.at(tar).named(name));
        String digest = trained.isPresent() ? image.buildTrained(base, trained.get(), taker) : image.build(base, taker);
        System.out.println(name + " " + digest
                + (registry.isPresent() ? " pushed" : " deploy/images/target/" + tar.getFileName()));
    }

    private static RegistryImage registry(String name)
            throws com.google.cloud.tools.jib.api.InvalidImageReferenceException {
        var reference = com.google.cloud.tools.jib.api.ImageReference.parse(name);
        return RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
    }
}
