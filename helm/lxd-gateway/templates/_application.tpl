{{/* The application's configuration: what the chart decides, and after it, with the last word, what `config` says. */}}
{{- define "lxd-gateway.application" -}}
server:
  address: 0.0.0.0
  port: 8080
management:
  server:
    address: 0.0.0.0
    port: 8081
spring:
  {{- if include "lxd-gateway.hasSecrets" . }}
  config:
    import: configtree:/run/secrets/lxd-gateway/
  {{- end }}
  datasource:
    url: {{ default "jdbc:h2:file:/var/lib/lxd-gateway/gateway;WRITE_DELAY=0" .Values.database.url | quote }}
    username: {{ .Values.database.username | quote }}
gateway:
  access:
    admin-token-file: /var/lib/lxd-gateway/admin-token
    {{- if include "lxd-gateway.hasPolicy" . }}
    policy: /etc/lxd-gateway/policy.yaml
    {{- end }}
    {{- with .Values.trustedProxies }}
    trusted-proxies: {{ toYaml . | nindent 6 }}
    {{- end }}
  {{- with .Values.defaultRemote }}
  default-remote: {{ . | quote }}
  {{- end }}
  drain:
    propagation: {{ .Values.rollout.propagation }}
    timeout: {{ .Values.rollout.drainTimeout }}
  exec:
    hangup:
      grace: {{ .Values.rollout.hangupGrace }}
    output:
      directory: /tmp
  {{- with .Values.remotes }}
  remotes:
    {{- range $name, $remote := . }}
    {{ $name }}:
      {{- if $remote.socket }}
      socket: {{ $remote.socket }}
      {{- else }}
      url: {{ $remote.url }}
      client-certificate: /etc/lxd-gateway/remotes/{{ $name }}/tls.crt
      client-key: /etc/lxd-gateway/remotes/{{ $name }}/tls.key
      server-certificate: /etc/lxd-gateway/remotes/{{ $name }}/server.crt
      {{- end }}
    {{- end }}
  {{- end }}
{{- with .Values.config }}
---
{{ toYaml . }}
{{- end }}
{{- end }}
