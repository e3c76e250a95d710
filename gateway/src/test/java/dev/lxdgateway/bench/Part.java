package dev.lxdgateway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** One kind of measurement. */
interface Part {

    /** What it measures the gateway as. */
    default Image image() {
        return Image.get();
    }

    /** Whether it wants a gateway that nobody has measured before. */
    default boolean wantsItsOwn() {
        return true;
    }

    /** Properties of the gateway that it wants, over those of the rig. */
    default List<String> properties(Path directory) throws IOException {
        return List.of();
    }

    void measure(Rig rig, Report report) throws Exception;
}
