// SPDX-License-Identifier: Apache-2.0
package fi.lupa.images;

import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the images: {@code ROOT VERSION BASE [REGISTRY]}. */
public final class Main {

    private static final int LEAST = 3;

    private Main() {}

    /** Without a registry, one tar file a service is written to {@code deploy/images/target}; with one, the images are pushed to it. */
    public static void main(String[] args) throws Exception {
        if (args.length < LEAST) {
            System.err.println("ROOT VERSION BASE [REGISTRY]");
            System.exit(2);
            return;
        }
        Path root = Path.of(args[0]);
        Path out = Files.createDirectories(root.resolve("deploy/images/target"));
        for (ServiceImage image : ServiceImage.of(root, args[1])) {
            String name = "lupa/" + image.service() + ":" + args[1];
            Path tar = out.resolve(image.service() + ".tar");
            Containerizer taker = args.length > LEAST
                    ? Containerizer.to(registry(args[LEAST] + "/" + name))
                    : Containerizer.to(TarImage.at(tar).named(name));
            String digest = image.build(args[2], taker);
            System.out.println(name + " " + digest + (args.length > LEAST ? " pushed" : " " + root.relativize(tar)));
        }
    }

    private static RegistryImage registry(String name)
            throws com.google.cloud.tools.jib.api.InvalidImageReferenceException {
        var reference = com.google.cloud.tools.jib.api.ImageReference.parse(name);
        return RegistryImage.named(reference)
                .addCredentialRetriever(CredentialRetrieverFactory.forImage(reference, event -> {})
                        .dockerConfig());
    }
}
