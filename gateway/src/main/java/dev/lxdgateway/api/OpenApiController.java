package dev.lxdgateway.api;

import java.io.IOException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells everybody what this API is like. */
@RestController
class OpenApiController {

    private final byte[] description;
    private final String version;

    OpenApiController(@Value("classpath:openapi.yaml") Resource file) throws IOException {
        description = file.getContentAsByteArray();
        version = DigestUtils.md5DigestAsHex(description);
    }

    @GetMapping("/api/v1/openapi.yaml")
    ResponseEntity<byte[]> description() {
        return ResponseEntity.ok()
                .eTag(version)
                .cacheControl(CacheControl.noCache())
                .contentType(MediaType.APPLICATION_YAML)
                .body(description);
    }
}
